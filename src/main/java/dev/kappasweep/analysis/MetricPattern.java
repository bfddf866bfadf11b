package dev.kappasweep.analysis;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a table's {@code metric} asks for: one quantity, as in {@code accuracy(0.5)}, or all of a metric, as in {@code accuracy}
 * for every test SNR and {@code kappa} for every penalised layer.
 */
public final class MetricPattern {
    /** Completes the sentence "expected ...". */
    public static final String ALLOWED = "one of " + Named.allowed(Metric.class)
            + ", with a layer or test SNR in brackets if wanted: kappa(W1), accuracy(0.5); kappa(W1)@0 is before training";

    private static final Pattern TEXT = Pattern.compile("([A-Za-z]+)(?:\\(([A-Za-z0-9.]+)\\))?(?:@([0-9]{1,6}))?");

    private final Metric metric;
    private final Optional<String> argument;
    private final int epoch;

    private MetricPattern(Metric metric, Optional<String> argument, int epoch) {
        this.metric = metric;
        this.argument = argument;
        this.epoch = epoch;
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidInputException if {@code text} is no metric, or has what its metric does not take
     */
    public static MetricPattern parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw refused(text);
        }
        Metric metric = Named.parse(Metric.class, "metric", matcher.group(1));
        Optional<String> argument = Optional.ofNullable(matcher.group(2));
        @Nullable String epoch = matcher.group(3);
        boolean takesEpoch = metric.of() == Metric.Of.LAYER;
        boolean takesArgument = metric.of() != Metric.Of.TRIAL;
        if ((epoch != null && !takesEpoch) || (argument.isPresent() && !takesArgument)) {
            throw refused(text);
        }
        argument.filter(ignored -> metric.of() == Metric.Of.EVALUATION).ifPresent(Snr::parse);
        return new MetricPattern(metric, argument, epoch == null ? Quantity.LAST : Integer.parseInt(epoch));
    }

    /** The only quantity of a text with layer or SNR. */
    static Quantity quantity(String text, SweepSpec sweep) {
        return parse(text).quantities(sweep).get(0);
    }

    private static InvalidInputException refused(String text) {
        return new InvalidInputException("metric: '" + text + "' is not allowed, expected " + ALLOWED);
    }

    /** What it stands for in {@code sweep}. */
    List<Quantity> quantities(SweepSpec sweep) {
        return switch (metric.of()) {
            case LAYER ->
                argument.map(List::of).orElse(sweep.regularizer().layers()).stream()
                        .map(layer -> Quantity.ofLayer(metric, layer, epoch))
                        .toList();
            case EVALUATION ->
                snr(sweep).stream()
                        .map(snr -> Quantity.ofEvaluation(metric, snr))
                        .toList();
            case TRIAL -> List.of(Quantity.ofTrial(metric));
        };
    }

    private List<Snr> snr(SweepSpec sweep) {
        List<Snr> all = metric.isWithoutNoise()
                ? List.of(Snr.INFINITE)
                : sweep.evaluation().snr();
        return argument.map(text -> List.of(Snr.parse(text))).orElse(all);
    }
}
