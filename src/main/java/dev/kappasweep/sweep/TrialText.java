package dev.kappasweep.sweep;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lines about the trials of one sweep, in which each trial is named by what tells it from the others. */
public final class TrialText {
    /** An axis in the texts: bare where {@code label} is empty, else behind it. */
    private record Axis(String label, Function<Axes, List<?>> values, Function<TrialSpec, Object> value) {
        String text(TrialSpec trial) {
            return label + value.apply(trial);
        }
    }

    private static final List<Axis> AXES = List.of(
            new Axis("", Axes::regularizer, trial -> trial.regularizer().kind().text()),
            new Axis("", Axes::solver, trial -> trial.regularizer().solver()),
            new Axis("trainSnr ", Axes::trainSnr, TrialSpec::trainSnr),
            new Axis("dropout ", Axes::dropout, trial -> trial.network().dropout()),
            new Axis(
                    "learningRate ",
                    Axes::learningRate,
                    trial -> trial.training().learningRate()),
            new Axis("batch ", Axes::batch, trial -> trial.training().batch()));

    private final List<Axis> varied;

    /** For trials of the grids of {@code axes}. */
    public TrialText(Axes axes) {
        varied = AXES.stream()
                .filter(axis -> axis.values().apply(axes).size() > 1)
                .toList();
    }

    /** {@code lambda 0.1 seed 2: kappa(W1) 1.45, accuracy 96.77 %}; what was not measured is left out. */
    public String of(TrialResult result) {
        String kappa = lastKappa(result)
                .map(layer -> String.format(
                        Locale.ROOT,
                        ": kappa(%s) %.2f",
                        layer.layer(),
                        layer.spectrum().kappa()))
                .orElse("");
        return parameters(result.spec())
                + kappa
                + metric(result).map(TrialText::text).orElse("");
    }

    /** {@code tikhonov lambda 0.1 seed 2}: the value of each axis with several values, of lambda and of seed. */
    public String parameters(TrialSpec trial) {
        return text(varied, trial);
    }

    /** The value of every axis. */
    public static String axes(TrialSpec trial) {
        return text(AXES, trial);
    }

    private static String text(List<Axis> axes, TrialSpec trial) {
        String others = axes.stream().map(axis -> axis.text(trial) + " ").collect(Collectors.joining());
        return others + "lambda " + trial.strength() + " seed " + trial.seed();
    }

    /** Of the first penalised layer after the last epoch. */
    private static Optional<LayerMeasurement> lastKappa(TrialResult result) {
        String layer = result.spec().regularizer().layers().get(0);
        return result.layers().stream()
                .filter(measurement -> measurement.layer().equals(layer))
                .max(Comparator.comparingInt(LayerMeasurement::epoch));
    }

    private static String text(EvaluationMeasurement measured) {
        return measured.metric().equals(EvaluationMetric.ACCURACY.text())
                ? String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * measured.value())
                : String.format(Locale.ROOT, ", %s %.4g", measured.metric(), measured.value());
    }

    /** The experiment's first metric at the highest test SNR. */
    private static Optional<EvaluationMeasurement> metric(TrialResult result) {
        return result.evaluations().stream().reduce((best, next) -> next.snr().compareTo(best.snr()) > 0 ? next : best);
    }
}
