package dev.kappasweep.conf;

import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Experiment;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an experiment changes of {@link SweepKeys}: other defaults, and keys without effect, which it refuses. */
final class ExperimentKeys {
    private static final Map<String, String> DENOISING_DEFAULTS = Map.of(
            SweepKeys.ACTIVATION.path(), "relu",
            SweepKeys.LAYERS.path(), "[E1, E2, D2, D1]");

    private static final Map<String, String> LEAST_SQUARES_DEFAULTS = Map.of(
            SweepKeys.PROTOCOL.path(), "paper",
            SweepKeys.DATASET.path(), DatasetSpec.GAUSSIAN.name(),
            SweepKeys.HIDDEN.path(), "[]",
            SweepKeys.SOLVER.path(), "exact",
            SweepKeys.OPTIMIZER.path(), "gradientDescent",
            SweepKeys.LEARNING_RATE.path(), "1");

    private static final Set<Key<?>> OF_IMAGES_ONLY = Set.of(
            SweepKeys.HIDDEN,
            SweepKeys.ACTIVATION,
            SweepKeys.DROPOUT,
            SweepKeys.SOLVER,
            SweepKeys.TOLERANCE,
            SweepKeys.BATCH,
            SweepKeys.TRAIN_IMAGES,
            SweepKeys.SOLVER_AXIS,
            SweepKeys.TRAIN_SNR_AXIS,
            SweepKeys.DROPOUT_AXIS,
            SweepKeys.BATCH_AXIS,
            SweepKeys.TEST_SNR,
            SweepKeys.DRAWS);

    private static final Set<Key<?>> OF_LEAST_SQUARES_ONLY =
            Set.of(SweepKeys.OUTPUTS, SweepKeys.INPUTS, SweepKeys.SAMPLES);

    private ExperimentKeys() {}

    /**
     * The default of {@code key} in YAML; empty if it is required.
     *
     * @param hiddenLayers of the network: an autoencoder of one has the layers E1 and D1 only
     */
    static Optional<String> defaultText(Experiment experiment, int hiddenLayers, Key<?> key) {
        if (experiment == Experiment.DENOISING && hiddenLayers == 1 && key.equals(SweepKeys.LAYERS)) {
            return Optional.of("[E1, D1]");
        }
        Map<String, String> own = switch (experiment) {
            case CLASSIFICATION -> Map.of();
            case DENOISING -> DENOISING_DEFAULTS;
            case LEAST_SQUARES -> LEAST_SQUARES_DEFAULTS;
        };
        return Optional.ofNullable(own.get(key.path())).or(key::defaultText);
    }

    /** Whether {@code key} changes nothing in {@code experiment}. */
    static boolean isWithoutEffect(Experiment experiment, Key<?> key) {
        return (experiment == Experiment.LEAST_SQUARES ? OF_IMAGES_ONLY : OF_LEAST_SQUARES_ONLY).contains(key);
    }
}
