package dev.kappasweep.search;

import dev.kappasweep.sampler.Point;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A point that is tried.
 *
 * @param number from 0
 * @param trials one for each seed of the search, by seed
 */
record Candidate(long number, Point point, Map<Long, TrialSpec> trials) {
    /** @param seed one of the search */
    TrialSpec trial(long seed) {
        return Objects.requireNonNull(trials.get(seed));
    }

    List<TrialSpec> all() {
        return List.copyOf(trials.values());
    }
}
