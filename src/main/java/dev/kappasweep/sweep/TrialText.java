package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lines about the trials of one sweep, in which each trial is named by what tells it from the others. */
public final class TrialText implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<Parameter> varied;

    /** For trials of {@code sweep}. */
    public TrialText(SweepSpec sweep) {
        varied = Parameter.ofConfigurations().stream()
                .filter(parameter -> parameter != Parameter.LAMBDA && sweep.varies(parameter))
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

    private static String text(List<Parameter> parameters, TrialSpec trial) {
        String others = parameters.stream().map(one -> text(one, trial) + " ").collect(Collectors.joining());
        return others + text(Parameter.LAMBDA, trial) + " " + text(Parameter.SEED, trial);
    }

    private static String text(Parameter parameter, TrialSpec trial) {
        return (parameter.isBare() ? "" : parameter.label() + " ") + parameter.textIn(trial);
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
