package dev.kappasweep.conf;

import dev.kappasweep.sweep.DataKind;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Parameter;
import java.util.Optional;

/** What an experiment changes of {@link SweepKeys}: other defaults, and keys without effect, which it refuses. */
final class ExperimentKeys {
    private ExperimentKeys() {}

    /**
     * The default of {@code key} in YAML; empty if it is required, or an axis that has the value of its base.
     *
     * @param hiddenLayers of the network: an autoencoder of one has the layers E1 and D1 only
     */
    static Optional<String> defaultText(Experiment experiment, int hiddenLayers, Key<?> key) {
        if (key.parameter().isPresent()) {
            return ofParameter(experiment, hiddenLayers, key.parameter().get());
        }
        return experiment.rules().data() == DataKind.GAUSSIAN && key.equals(SweepKeys.DATASET)
                ? Optional.of(DatasetSpec.GAUSSIAN.name())
                : key.defaultText();
    }

    private static Optional<String> ofParameter(Experiment experiment, int hiddenLayers, Parameter parameter) {
        if (parameter == Parameter.LAYERS) {
            return Optional.of(defaultLayers(experiment, hiddenLayers));
        }
        return parameter.standard(experiment).map(text -> parameter.isAxisOnly() ? "[" + text + "]" : text);
    }

    /** What is penalised of a network with so many hidden layers, in YAML. */
    static String defaultLayers(Experiment experiment, int hiddenLayers) {
        return experiment
                .rules()
                .layersOf(hiddenLayers)
                .or(() -> Parameter.LAYERS.standard(experiment))
                .orElseThrow();
    }

    /** Whether {@code key} changes nothing in {@code experiment}. */
    static boolean isWithoutEffect(Experiment experiment, Key<?> key) {
        boolean isOfImages = key.equals(SweepKeys.TEST_SNR) || key.equals(SweepKeys.DRAWS);
        return key.parameter()
                .map(parameter -> !parameter.isOf(experiment))
                .orElse(isOfImages && experiment.rules().data() == DataKind.GAUSSIAN);
    }
}
