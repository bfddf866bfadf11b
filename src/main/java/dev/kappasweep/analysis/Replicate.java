package dev.kappasweep.analysis;

import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * What a table needs of one finished trial.
 *
 * @param kappa of each layer by name after the last epoch; NaN where it is undefined
 * @param accuracy at each test SNR, a fraction in [0, 1]
 */
public record Replicate(TrialId trial, TrialStatus status, Map<String, Double> kappa, Map<Snr, Double> accuracy) {
    public Replicate {
        kappa = Map.copyOf(kappa);
        accuracy = Map.copyOf(accuracy);
    }

    public static Replicate of(TrialResult result) {
        Map<String, Double> kappa = new HashMap<>();
        result.layers().stream()
                .sorted(Comparator.comparingInt(LayerMeasurement::epoch))
                .forEach(layer -> kappa.put(layer.layer(), layer.kappa()));
        Map<Snr, Double> accuracy = new HashMap<>();
        result.evaluations().stream()
                .filter(evaluation -> evaluation.metric().equals("accuracy"))
                .forEach(evaluation -> accuracy.put(evaluation.snr(), evaluation.value()));
        return new Replicate(result.id(), result.status(), kappa, accuracy);
    }
}
