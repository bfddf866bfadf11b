package dev.kappasweep.sweep;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** One line about a trial. */
public final class TrialText {
    private TrialText() {}

    /** {@code lambda 0.1 seed 2: kappa(W1) 1.45, accuracy 96.77 %}; what was not measured is left out. */
    public static String of(TrialResult result) {
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

    public static String parameters(TrialSpec trial) {
        return "lambda " + trial.strength() + " seed " + trial.seed();
    }

    /** The value of every axis. */
    public static String axes(TrialSpec trial) {
        return trial.regularizer().kind().text() + " " + trial.regularizer().solver() + " trainSnr " + trial.trainSnr()
                + " dropout " + trial.network().dropout() + " learningRate "
                + trial.training().learningRate() + " batch "
                + trial.training().batch() + " "
                + parameters(trial);
    }

    /** Of the first penalised layer after the last epoch. */
    private static Optional<LayerMeasurement> lastKappa(TrialResult result) {
        String layer = result.spec().regularizer().layers().get(0);
        return result.layers().stream()
                .filter(measurement -> measurement.layer().equals(layer))
                .max(Comparator.comparingInt(LayerMeasurement::epoch));
    }

    private static String text(EvaluationMeasurement measured) {
        return measured.metric().equals("accuracy")
                ? String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * measured.value())
                : String.format(Locale.ROOT, ", %s %.4g", measured.metric(), measured.value());
    }

    /** The experiment's first metric at the highest test SNR. */
    private static Optional<EvaluationMeasurement> metric(TrialResult result) {
        return result.evaluations().stream().reduce((best, next) -> next.snr().compareTo(best.snr()) > 0 ? next : best);
    }
}
