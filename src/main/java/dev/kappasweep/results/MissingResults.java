package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a sweep its result directory does not hold.
 *
 * @param trials without a final result, in the order of the grid
 * @param gaps in the evaluation of trials that have one
 * @param earlierIds those that trials were committed with when the test SNRs were others
 */
public record MissingResults(List<TrialSpec> trials, List<EvaluationGap> gaps, Map<TrialSpec, TrialId> earlierIds) {
    public MissingResults {
        trials = List.copyOf(trials);
        gaps = List.copyOf(gaps);
        earlierIds = Map.copyOf(earlierIds);
    }

    /** The id that a trial has in the tables of the directory, or will have. */
    public TrialId idOf(TrialSpec trial) {
        TrialId earlier = earlierIds.get(trial);
        return earlier == null ? trial.id() : earlier;
    }

    public boolean isEmpty() {
        return trials.isEmpty() && gaps.isEmpty();
    }

    /** In one line what is done of the gaps; empty if there are none. */
    public Optional<String> gapText() {
        return gapText(gaps);
    }

    /** In one line what is done of gaps; empty if there are none. */
    public static Optional<String> gapText(List<EvaluationGap> gaps) {
        long again = gaps.stream().filter(gap -> gap.weights().isEmpty()).count();
        return gaps.isEmpty()
                ? Optional.empty()
                : Optional.of(gaps.size() + " finished trials lack values of evaluation.snr: " + (gaps.size() - again)
                        + " are evaluated with their kept weights, " + again + " are trained again");
    }

    /** How many finished trials have to be trained again, to be evaluated at more test SNRs. */
    public int trainedAgain() {
        return (int) again().count();
    }

    private Stream<TrialSpec> again() {
        return gaps.stream().filter(gap -> gap.weights().isEmpty()).map(EvaluationGap::trial);
    }

    /** The trials to train, those without a final result first. */
    public List<TrialSpec> toTrain() {
        return Stream.concat(trials.stream(), again()).toList();
    }
}
