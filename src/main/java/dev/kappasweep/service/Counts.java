package dev.kappasweep.service;

import dev.kappasweep.sweep.TrialStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The trials of a sweep by what has become of them.
 *
 * @param total in the sweep; before its first run the most that it may have
 * @param ended by status; those that none has may be missing
 * @param best empty before a trial was evaluated
 */
public record Counts(int total, Map<TrialStatus, Integer> ended, Optional<Best> best) {
    public Counts {
        Map<TrialStatus, Integer> known = new EnumMap<>(TrialStatus.class);
        ended.forEach((status, count) -> {
            if (count > 0) {
                known.put(status, count);
            }
        });
        ended = Map.copyOf(known);
    }

    static Counts none(long points) {
        return new Counts((int) Math.min(Integer.MAX_VALUE, points), Map.of(), Optional.empty());
    }

    public int ended(TrialStatus status) {
        return ended.getOrDefault(status, 0);
    }

    /** Those whose outcome stands. */
    public int done() {
        return sum(true);
    }

    /** Those that a retry trains again. */
    public int failed() {
        return sum(false);
    }

    private int sum(boolean isMeasured) {
        return ended.entrySet().stream()
                .filter(one -> one.getKey().isMeasured() == isMeasured)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
