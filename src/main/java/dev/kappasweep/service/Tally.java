package dev.kappasweep.service;

import dev.kappasweep.results.EvaluationRow;
import dev.kappasweep.results.ResultRows;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationMetric;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps count of the trials of a sweep that have ended, and of what each configuration came to. Safe for use by several threads. */
final class Tally {
    private final SweepSpec sweep;
    private final Metric metric;
    private final Snr snr;
    private final Map<TrialId, TrialStatus> ended = new HashMap<>();
    private final Map<TrialStatus, Integer> counts = new EnumMap<>(TrialStatus.class);
    private final Map<Configuration, Sum> sums = new HashMap<>();

    private static final class Sum {
        private double of;
        private int count;

        double mean() {
            return of / count;
        }
    }

    Tally(SweepSpec sweep) {
        this.sweep = sweep;
        Optional<Quantity> asked = objective(sweep);
        this.metric = asked.map(Quantity::metric).orElseGet(() -> first(sweep));
        this.snr = asked.flatMap(quantity -> Optional.ofNullable(quantity.snr()))
                .or(() -> sweep.evaluation().snr().stream().max(Comparator.naturalOrder()))
                .orElse(Snr.parse("inf"));
    }

    /** What a search asks for first, where that is evaluated. */
    private static Optional<Quantity> objective(SweepSpec sweep) {
        return sweep.searched()
                .map(search -> MetricPattern.parse(search.objectives().get(0).metric())
                        .quantities(sweep)
                        .get(0))
                .filter(quantity -> quantity.metric().of() == Metric.Of.EVALUATION);
    }

    /** The experiment's first. */
    private static Metric first(SweepSpec sweep) {
        EvaluationMetric first = sweep.experiment().rules().metrics().get(0);
        return Arrays.stream(Metric.values())
                .filter(one -> one.text().equals(first.text()))
                .findFirst()
                .orElseThrow();
    }

    /** Takes what a directory holds; trials that have been added in the meantime are not counted twice. */
    synchronized void add(ResultRows rows) {
        Map<TrialId, TrialSpec> fresh = new HashMap<>();
        for (TrialRow row : rows.trials()) {
            if (add(row.id(), row.status())) {
                fresh.put(row.id(), row.spec());
            }
        }
        rows.eachEvaluation(row -> addEvaluation(row, fresh));
    }

    private void addEvaluation(EvaluationRow row, Map<TrialId, TrialSpec> fresh) {
        Optional.ofNullable(fresh.get(row.trial())).ifPresent(spec -> add(spec, List.of(row.measurement())));
    }

    synchronized void add(TrialResult result) {
        if (add(result.id(), result.status())) {
            add(result.spec(), result.evaluations());
        }
    }

    /** Whether it is final and new. */
    private boolean add(TrialId trial, TrialStatus status) {
        TrialStatus before = ended.get(trial);
        if (before != null && before.isFinal()) {
            return false;
        }
        ended.put(trial, status);
        if (before != null) {
            counts.merge(before, -1, Integer::sum);
        }
        counts.merge(status, 1, Integer::sum);
        return status.isFinal();
    }

    private void add(TrialSpec spec, List<EvaluationMeasurement> evaluations) {
        evaluations.stream()
                .filter(one -> one.metric().equals(metric.text()) && one.snr().equals(snr))
                .filter(one -> Double.isFinite(one.value()))
                .forEach(one -> {
                    Sum sum = sums.computeIfAbsent(Configuration.of(spec), key -> new Sum());
                    sum.of += metric.factor() * one.value();
                    sum.count++;
                });
    }

    /** @param total trials in the sweep */
    synchronized Counts counts(int total) {
        return new Counts(total, counts, best());
    }

    private Optional<Best> best() {
        Comparator<Map.Entry<Configuration, Sum>> byMean =
                Comparator.comparingDouble(one -> one.getValue().mean());
        return sums.entrySet().stream()
                .max(metric.isBetterWhenLarger() ? byMean : byMean.reversed())
                .map(one -> new Best(
                        text(one.getKey()),
                        metric.title() + " (SNR " + snr + ")",
                        one.getValue().mean(),
                        one.getValue().count));
    }

    private String text(Configuration configuration) {
        return sweep.shown().stream()
                .map(parameter -> (parameter.isBare() ? "" : parameter.label() + " ") + configuration.text(parameter))
                .collect(Collectors.joining(" "));
    }
}
