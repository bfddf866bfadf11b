package dev.kappasweep.run;

import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The trials of a run that an executor gave up because machines were lost on which they ran. One that ends its machine takes all
 * others there with it, so they are only suspects. Halves of them run with nothing beside them, halves of what was given up again,
 * and so on: only a trial that is given up while nothing else runs has failed.
 */
final class Suspects {
    private final Map<TrialSpec, List<String>> losses = new HashMap<>();
    private final Deque<List<TrialSpec>> groups = new ArrayDeque<>();
    private List<TrialSpec> givenUp = new ArrayList<>();

    /** A trial was lost, whether given up or not. */
    void lost(TrialSpec trial, List<String> reasons) {
        losses.computeIfAbsent(trial, key -> new ArrayList<>()).addAll(reasons);
    }

    void add(TrialSpec trial) {
        givenUp.add(trial);
    }

    boolean isEmpty() {
        return groups.isEmpty() && givenUp.isEmpty();
    }

    /** The trials to run next with nothing beside them; there are some. */
    List<TrialSpec> next() {
        if (!givenUp.isEmpty()) {
            int half = givenUp.size() / 2;
            addGroup(givenUp.subList(0, half));
            addGroup(givenUp.subList(half, givenUp.size()));
            givenUp = new ArrayList<>();
        }
        return groups.removeFirst();
    }

    private void addGroup(List<TrialSpec> trials) {
        if (!trials.isEmpty()) {
            groups.addLast(List.copyOf(trials));
        }
    }

    /** How often a trial was lost. */
    int losses(TrialSpec trial) {
        return losses.isEmpty() ? 0 : losses.getOrDefault(trial, List.of()).size();
    }

    /**
     * Why a trial that was given up while nothing else ran has failed, in one line.
     *
     * @param alone the reasons of its losses then; not empty
     */
    String reason(TrialSpec trial, List<String> alone) {
        int all = losses(trial);
        return FailedTrial.oneLine(
                "lost " + all + " times" + (all > alone.size() ? ", " + alone.size() + " of them" : "")
                        + " while no other trial ran, at last by " + alone.get(alone.size() - 1));
    }
}
