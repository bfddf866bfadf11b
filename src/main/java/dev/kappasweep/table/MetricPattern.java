package dev.kappasweep.table;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private final String text;
    private final Metric metric;
    private final Optional<String> argument;
    private final int epoch;

    private MetricPattern(String text, Metric metric, Optional<String> argument, int epoch) {
        this.text = text;
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
        return new MetricPattern(text, metric, argument, epoch == null ? Quantity.LAST : Integer.parseInt(epoch));
    }

    /** The quantities that several texts ask for, each once: see {@link #quantities}. */
    public static List<Quantity> quantities(List<String> texts, SweepSpec sweep) {
        return texts.stream()
                .flatMap(text -> parse(text).quantities(sweep).stream())
                .distinct()
                .toList();
    }

    private static InvalidInputException refused(String text) {
        return new InvalidInputException("metric: '" + text + "' is not allowed, expected " + ALLOWED);
    }

    /** {@link Quantity#LAST} unless it names another one. */
    public int epoch() {
        return epoch;
    }

    /**
     * What it stands for in {@code sweep}.
     *
     * @throws InvalidInputException if no trial of the sweep can have it; the message lists what there is
     */
    public List<Quantity> quantities(SweepSpec sweep) {
        requireMeasured(sweep);
        List<Quantity> asked = asked(sweep);
        List<Snr> known = snrOf(sweep);
        if (asked.stream().anyMatch(one -> one.snr() != null && !known.contains(one.snr()))) {
            throw notMeasured(
                    known.stream().map(snr -> Quantity.ofEvaluation(metric, snr).text()));
        }
        return asked;
    }

    /**
     * Requires that the experiment has the metric and the network the layer; the SNR may be another.
     *
     * @throws InvalidInputException as {@link #quantities}
     */
    public void requireMeasured(SweepSpec sweep) {
        if (!metric.isMeasuredIn(sweep)) {
            throw notMeasured(Arrays.stream(Metric.values())
                    .filter(one -> one.isMeasuredIn(sweep))
                    .map(Metric::text));
        }
        List<String> layers = sweep.layerNames();
        if (metric.of() == Metric.Of.LAYER && !argument.map(layers::contains).orElse(true)) {
            throw notMeasured(layers.stream()
                    .map(layer -> Quantity.ofLayer(metric, layer, epoch).text()));
        }
        if (epoch > sweep.mostEpochs()) {
            throw new InvalidInputException("metric: '" + text
                    + "' is not measured in this sweep, expected an epoch from 0 to " + sweep.mostEpochs());
        }
    }

    private InvalidInputException notMeasured(Stream<String> known) {
        return new InvalidInputException("metric: '" + text + "' is not measured in this sweep, expected one of "
                + known.collect(Collectors.joining(", ")));
    }

    /** Whether it is {@code quantity}, or the first that it stands for, of a sweep that may lack it. */
    public boolean isOf(Quantity quantity, SweepSpec sweep) {
        return asked(sweep).get(0).equals(quantity);
    }

    /** What it would stand for, whether or not the sweep has it. */
    public List<Quantity> asked(SweepSpec sweep) {
        return switch (metric.of()) {
            case LAYER ->
                argument.map(List::of).orElse(sweep.penalisedLayers()).stream()
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
        return argument.map(text -> List.of(Snr.parse(text))).orElseGet(() -> snrOf(sweep));
    }

    private List<Snr> snrOf(SweepSpec sweep) {
        return metric.isWithoutNoise()
                ? List.of(Snr.INFINITE)
                : sweep.evaluation().snr();
    }
}
