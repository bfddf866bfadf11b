package dev.kappasweep.results;

import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds committed trials of a sweep whose test SNRs were others when they were committed, and their ids with them. */
final class CommittedSpecs {
    private final List<List<Snr>> earlierSnr;

    CommittedSpecs(List<List<Snr>> earlierSnr) {
        this.earlierSnr = List.copyOf(earlierSnr);
    }

    /** The spec that trains the same network as {@code spec} and whose id is one of {@code ids}; itself where it can be. */
    Optional<TrialSpec> find(TrialSpec spec, Set<TrialId> ids) {
        // An id is a digest: in a new directory nobody needs it.
        return ids.isEmpty()
                ? Optional.empty()
                : Stream.concat(Stream.of(spec), earlier(spec))
                        .filter(one -> ids.contains(one.id()))
                        .findFirst();
    }

    /** What {@code spec} was before the test SNRs changed. */
    Stream<TrialSpec> earlier(TrialSpec spec) {
        return earlierSnr.stream().map(spec::evaluatedAt).filter(one -> !one.equals(spec));
    }
}
