package dev.kappasweep.analysis;

import dev.kappasweep.results.EvaluationRow;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is measured of one trial that has ended, in the units of tables.
 *
 * @param values without those that were not measured; NaN where a value is undefined
 */
record Replicate(TrialRow trial, Map<Quantity, Double> values) {
    Replicate {
        values = Collections.unmodifiableMap(values);
    }

    TrialStatus status() {
        return trial.status();
    }

    /** NaN where it was not measured or is undefined. */
    double value(Quantity quantity) {
        return values.getOrDefault(quantity, Double.NaN);
    }

    /**
     * Every committed trial by what was asked. Where a directory has the results of two versions of the program for the same
     * spec, those of the newer one count.
     */
    static Map<TrialSpec, Replicate> all(ResultTables results) {
        Map<TrialId, List<LayerRow>> layers = results.layers().stream().collect(Collectors.groupingBy(LayerRow::trial));
        Map<TrialId, List<EvaluationRow>> evaluations =
                results.evaluations().stream().collect(Collectors.groupingBy(EvaluationRow::trial));
        Map<TrialSpec, Replicate> replicates = new HashMap<>();
        results.trials().stream()
                .sorted(Comparator.comparingInt(TrialRow::objectiveVersion))
                .forEach(row -> replicates.put(
                        row.spec(),
                        of(
                                row,
                                layers.getOrDefault(row.id(), List.of()),
                                evaluations.getOrDefault(row.id(), List.of()))));
        return replicates;
    }

    private static Replicate of(TrialRow row, List<LayerRow> layers, List<EvaluationRow> evaluations) {
        Map<Quantity, Double> values = new HashMap<>();
        values.put(Quantity.ofTrial(Metric.TRAIN_LOSS), row.trainLoss());
        values.put(Quantity.ofTrial(Metric.SECONDS), row.seconds());
        values.put(Quantity.ofTrial(Metric.STEPS), (double) row.steps());
        layers.stream()
                .map(LayerRow::measurement)
                .sorted(Comparator.comparingInt(LayerMeasurement::epoch))
                .forEach(layer -> {
                    put(values, layer, layer.epoch());
                    put(values, layer, Quantity.LAST);
                });
        evaluations.forEach(evaluation -> put(values, evaluation.measurement()));
        return new Replicate(row, values);
    }

    private static void put(Map<Quantity, Double> values, LayerMeasurement layer, int epoch) {
        Map<Metric, Double> measured = Map.of(
                Metric.KAPPA, layer.spectrum().kappa(),
                Metric.SIGMA_MAX, layer.spectrum().sigmaMax(),
                Metric.SIGMA_MIN, layer.spectrum().sigmaMin(),
                Metric.STABLE_RANK, layer.spectrum().stableRank(),
                Metric.PENALTY, layer.spectrum().r());
        measured.forEach((metric, value) -> values.put(Quantity.ofLayer(metric, layer.layer(), epoch), value));
    }

    private static void put(Map<Quantity, Double> values, EvaluationMeasurement evaluation) {
        metric(evaluation.metric())
                .ifPresent(metric -> values.put(
                        Quantity.ofEvaluation(metric, evaluation.snr()), metric.factor() * evaluation.value()));
    }

    /** Empty for a metric that a later version has added. */
    private static Optional<Metric> metric(String name) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.of() == Metric.Of.EVALUATION)
                .filter(metric -> metric.text().equals(name))
                .findFirst();
    }

    /** By seed. */
    static Map<Long, Replicate> bySeed(List<Replicate> replicates) {
        return replicates.stream()
                .collect(Collectors.toMap(
                        one -> one.trial().spec().seed(), Function.identity(), (first, later) -> later));
    }
}
