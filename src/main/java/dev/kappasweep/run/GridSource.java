package dev.kappasweep.run;

import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Trials that are known from the start, in their order; with canaries, the first of each kind before all others. */
public final class GridSource implements TrialSource {
    private final Deque<TrialSpec> first = new ArrayDeque<>();
    private final Deque<TrialSpec> others = new ArrayDeque<>();
    private final Set<TrialId> untoldCanaries = new HashSet<>();
    private int failedCanaries;

    /** Gives {@code trials} in their order. */
    public GridSource(List<TrialSpec> trials) {
        this(List.of(), trials, false);
    }

    /**
     * Gives {@code before} and {@code trials} in their orders.
     *
     * @param withCanaries whether those that would show soon that a sweep cannot work come first, and the others only if none of these
     *     fails; of {@code trials} only
     */
    public GridSource(List<TrialSpec> before, List<TrialSpec> trials, boolean withCanaries) {
        first.addAll(before);
        if (withCanaries) {
            List<List<TrialSpec>> parts = Canaries.first(trials);
            first.addAll(parts.get(0));
            others.addAll(parts.get(1));
            parts.get(0).forEach(trial -> untoldCanaries.add(trial.id()));
        } else {
            others.addAll(trials);
        }
    }

    @Override
    public Optional<Leg> next() {
        if (!first.isEmpty()) {
            return Optional.of(Leg.whole(first.removeFirst()));
        }
        boolean mayGoOn = untoldCanaries.isEmpty() && failedCanaries == 0;
        return mayGoOn ? Optional.ofNullable(others.pollFirst()).map(Leg::whole) : Optional.empty();
    }

    @Override
    public void told(TrialResult result) {
        if (untoldCanaries.remove(result.id()) && !result.status().isMeasured()) {
            failedCanaries++;
        }
    }

    @Override
    public String stopReason() {
        return failedCanaries > 0 && !others.isEmpty()
                ? failedCanaries + " of the trials that run first (run.canary) failed"
                : "";
    }
}
