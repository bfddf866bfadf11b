package dev.kappasweep.run;

import dev.kappasweep.sweep.Leg;
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
    private final Map<Leg, List<String>> losses = new HashMap<>();
    private final Deque<List<Leg>> groups = new ArrayDeque<>();
    private List<Leg> givenUp = new ArrayList<>();

    /** A trial was lost, whether given up or not. */
    void lost(Leg leg, List<String> reasons) {
        losses.computeIfAbsent(leg, key -> new ArrayList<>()).addAll(reasons);
    }

    void add(Leg leg) {
        givenUp.add(leg);
    }

    boolean isEmpty() {
        return groups.isEmpty() && givenUp.isEmpty();
    }

    /** The trials to run next with nothing beside them; there are some. */
    List<Leg> next() {
        if (!givenUp.isEmpty()) {
            int half = givenUp.size() / 2;
            addGroup(givenUp.subList(0, half));
            addGroup(givenUp.subList(half, givenUp.size()));
            givenUp = new ArrayList<>();
        }
        return groups.removeFirst();
    }

    private void addGroup(List<Leg> legs) {
        if (!legs.isEmpty()) {
            groups.addLast(List.copyOf(legs));
        }
    }

    /** How often a trial was lost. */
    int losses(Leg leg) {
        return losses.isEmpty() ? 0 : losses.getOrDefault(leg, List.of()).size();
    }

    /**
     * Why a trial that was given up while nothing else ran has failed, in one line.
     *
     * @param alone the reasons of its losses then; not empty
     */
    String reason(Leg leg, List<String> alone) {
        int all = losses(leg);
        return FailedTrial.oneLine(
                "lost " + all + " times" + (all > alone.size() ? ", " + alone.size() + " of them" : "")
                        + " while no other trial ran, at last by " + alone.get(alone.size() - 1));
    }
}
