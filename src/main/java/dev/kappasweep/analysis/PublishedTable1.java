package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.SweepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Table 1 of Nenov, Haider and Balazs, "(Almost) Smooth Sailing: Towards Numerical Stability of Neural Networks Through
 * Differentiable Regularization of the Condition Number", ICML 2024 workshop, arXiv 2410.00169. One number each; the paper gives
 * no interval.
 */
final class PublishedTable1 {
    static final String SOURCE = "Table 1 of arXiv 2410.00169";

    private static final int EPOCHS = 50;
    private static final int ALL_IMAGES = 0;
    private static final List<Integer> HIDDEN = List.of(2048);
    private static final List<String> LAYERS = List.of("W1");
    // Not in the paper; the authors' released code has these.
    private static final List<SolverSpec> SOLVER = List.of(SolverSpec.of(SolverKind.EXACT));
    private static final List<Integer> BATCH = List.of(32);
    private static final List<Double> LEARNING_RATE = List.of(1e-4);

    /** Accuracies in percent at the SNR of their names. */
    private record Row(double kappa, double infinite, double one, double half) {}

    private static final Map<Double, Row> BY_LAMBDA = Map.of(
            0.0, new Row(43.12, 98.42, 93.80, 71.91),
            1e-3, new Row(9.43, 98.38, 91.72, 62.51),
            1e-2, new Row(4.62, 98.11, 91.95, 63.61),
            1e-1, new Row(1.45, 96.77, 93.68, 74.27),
            1.0, new Row(1.53, 96.50, 92.61, 84.25));

    private PublishedTable1() {}

    /** The published value, for the paper's penalty (or none at all) and its values of lambda, layer and SNR. */
    static Optional<Double> value(Configuration configuration, Quantity quantity) {
        boolean isPapers =
                configuration.regularizer() == RegularizerKind.CONDITION_NUMBER || configuration.lambda() == 0;
        return Optional.ofNullable(BY_LAMBDA.get(configuration.lambda()))
                .filter(row -> isPapers && !configuration.trainSnr().isNoisy())
                .flatMap(row -> value(row, quantity));
    }

    private static Optional<Double> value(Row row, Quantity quantity) {
        return switch (quantity.layerText() + quantity.snrText()) {
            case "W1" -> Optional.of(row.kappa());
            case "inf" -> Optional.of(row.infinite());
            case "1" -> Optional.of(row.one());
            case "0.5" -> Optional.of(row.half());
            default -> Optional.empty();
        };
    }

    /** What {@code sweep} does otherwise than the paper's Table 1, each as {@code key value (published: value)}. */
    static List<String> differences(SweepSpec sweep) {
        List<String> differences = new ArrayList<>();
        compare(differences, "dataset", sweep.dataset().name(), DatasetSpec.MNIST.name());
        compare(differences, "network.hidden", sweep.network().hidden(), HIDDEN);
        compare(differences, "network.activation", sweep.network().activation().text(), Activation.SIGMOID.text());
        compare(differences, "regularizer.layers", sweep.regularizer().layers(), LAYERS);
        compare(differences, "training.epochs", sweep.training().epochs(), EPOCHS);
        compare(differences, "training.trainImages", sweep.training().trainImages(), ALL_IMAGES);
        compare(differences, "solver", sweep.axes().solver(), SOLVER);
        compare(differences, "batch", sweep.axes().batch(), BATCH);
        compare(differences, "learningRate", sweep.axes().learningRate(), LEARNING_RATE);
        return List.copyOf(differences);
    }

    private static void compare(List<String> differences, String key, Object actual, Object published) {
        if (!actual.equals(published)) {
            differences.add(key + " " + actual + " (published: " + published + ")");
        }
    }
}
