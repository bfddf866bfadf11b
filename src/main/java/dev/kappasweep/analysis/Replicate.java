package dev.kappasweep.analysis;

import dev.kappasweep.results.EvaluationRow;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a table needs of one trial that has ended.
 *
 * @param kappa of each layer by name after the last epoch; NaN where it is undefined
 * @param accuracy at each test SNR, a fraction in [0, 1]
 */
record Replicate(TrialId trial, TrialStatus status, Map<String, Double> kappa, Map<Snr, Double> accuracy) {
    Replicate {
        kappa = Map.copyOf(kappa);
        accuracy = Map.copyOf(accuracy);
    }

    /** Every committed trial by its id. */
    static Map<TrialId, Replicate> all(ResultTables results) {
        Map<TrialId, List<LayerRow>> layers = results.layers().stream().collect(Collectors.groupingBy(LayerRow::trial));
        Map<TrialId, List<EvaluationRow>> evaluations =
                results.evaluations().stream().collect(Collectors.groupingBy(EvaluationRow::trial));
        return results.trials().stream()
                .map(row -> new Replicate(
                        row.id(),
                        row.status(),
                        lastKappa(layers.getOrDefault(row.id(), List.of())),
                        accuracy(evaluations.getOrDefault(row.id(), List.of()))))
                .collect(Collectors.toMap(Replicate::trial, Function.identity()));
    }

    private static Map<String, Double> lastKappa(List<LayerRow> rows) {
        return rows.stream()
                .map(LayerRow::measurement)
                .sorted(Comparator.comparingInt(LayerMeasurement::epoch))
                .collect(Collectors.toMap(LayerMeasurement::layer, LayerMeasurement::kappa, (before, last) -> last));
    }

    private static Map<Snr, Double> accuracy(List<EvaluationRow> rows) {
        return rows.stream()
                .map(EvaluationRow::measurement)
                .filter(measurement -> measurement.metric().equals("accuracy"))
                .collect(Collectors.toMap(m -> m.snr(), m -> m.value(), (first, second) -> second));
    }
}
