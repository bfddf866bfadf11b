package dev.kappasweep.spark;

import dev.kappasweep.results.AddedEvaluations;
import dev.kappasweep.results.EvaluationGap;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Commits what finished trials came to at test SNRs that were added, if it is of the network that was committed. */
final class GapRecorder {
    private final ResultStore store;
    private final Map<TrialId, EvaluationGap> gaps = new HashMap<>();

    GapRecorder(ResultStore store, List<EvaluationGap> gaps) {
        this.store = store;
        gaps.forEach(gap -> this.gaps.put(gap.trial().id(), gap));
    }

    boolean isGap(TrialEnd ended) {
        return gaps.containsKey(ended.result().id());
    }

    /** The trial that was run in the place of a finished one, whose checkpoint it has. */
    Optional<TrialId> asked(TrialResult result) {
        return Optional.ofNullable(gaps.get(result.id()))
                .map(gap -> gap.trial().evaluatedAt(gap.snr()))
                .map(TrialSpec::id);
    }

    /** As {@code ended}, or a failure where it is of other weights than those committed. */
    TrialEnd checked(TrialEnd ended) {
        TrialResult result = ended.result();
        EvaluationGap gap = gaps.get(result.id());
        if (gap == null || !result.status().isFinal() || result.weightsSha256().equals(gap.weightsSha256())) {
            return ended;
        }
        String reason = (gap.weights().isPresent() ? "its kept weights have" : "trained again it has")
                + " weights_sha256 '" + result.weightsSha256() + "', expected " + gap.weightsSha256()
                + " as committed; its evaluations are as they were"
                + (gap.weights().isPresent() ? ", and without the file of its weights it is trained again" : "");
        return TrialEnd.of(FailedTrial.result(
                result.spec(),
                reason,
                result.attempt(),
                result.startedAt(),
                result.provenance().environment()));
    }

    /** Commits those of {@code ended} that did not fail. */
    void commit(List<TrialEnd> ended) {
        List<AddedEvaluations> added = new ArrayList<>();
        for (TrialEnd one : ended) {
            TrialResult result = one.result();
            if (result.status().isFinal()) {
                added.add(new AddedEvaluations(result.id(), result.evaluations(), result.samples()));
            }
        }
        if (!added.isEmpty()) {
            store.addEvaluations(added);
        }
    }
}
