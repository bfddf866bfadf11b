package dev.kappasweep.run;

import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/**
 * How a run of a sweep ended, in trials.
 *
 * @param total in the sweep
 * @param alreadyDone had a result before the run
 * @param ended how many ended in the run with each status; statuses that none has may be missing
 * @param failures those that did not end with a final status, in the order in which they ended
 * @param stopReason why the run gave up before its end, in one line; empty if it did not
 */
public record SweepOutcome(
        int total, int alreadyDone, Map<TrialStatus, Integer> ended, List<Failure> failures, String stopReason) {
    public SweepOutcome {
        Map<TrialStatus, Integer> counts = new EnumMap<>(TrialStatus.class);
        ended.forEach((status, count) -> {
            if (count > 0) {
                counts.put(status, count);
            }
        });
        ended = Map.copyOf(counts);
        failures = List.copyOf(failures);
    }

    /** How many trials ended in the run with {@code status}. */
    public int ended(TrialStatus status) {
        return ended.getOrDefault(status, 0);
    }

    /** How many trials have no result because the run was cancelled or stopped. */
    public int notRun() {
        return total
                - alreadyDone
                - ended.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether the user stopped it. */
    public boolean isCancelled() {
        return notRun() > 0 && stopReason.isEmpty();
    }

    /** {@code 4 completed, 1 failed, 7 not run}: how many ended in the run with each status, and what is left. */
    public String text() {
        StringJoiner counts = new StringJoiner(", ");
        for (TrialStatus status : TrialStatus.values()) {
            if (ended(status) > 0) {
                counts.add(ended(status) + " "
                        + status.text().toLowerCase(Locale.ROOT).replace('_', ' '));
            }
        }
        if (ended.isEmpty()) {
            counts.add("nothing run");
        }
        if (notRun() > 0) {
            counts.add(notRun() + " not run");
        }
        return counts.toString();
    }

    /** A FAILED or TIMED_OUT trial; {@code reason} is one line. */
    public record Failure(TrialId trial, String reason) {}
}
