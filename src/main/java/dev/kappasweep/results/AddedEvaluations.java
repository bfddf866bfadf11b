package dev.kappasweep.results;

import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a committed trial came to at test SNRs that were added later. */
public record AddedEvaluations(
        TrialId trial, List<EvaluationMeasurement> evaluations, List<SampleMeasurement> samples) {
    public AddedEvaluations {
        evaluations = List.copyOf(evaluations);
        samples = List.copyOf(samples);
    }

    Set<Snr> snr() {
        return evaluations.stream().map(EvaluationMeasurement::snr).collect(Collectors.toSet());
    }
}
