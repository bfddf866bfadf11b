package dev.kappasweep.search;

import dev.kappasweep.sampler.Ranking;
import dev.kappasweep.sampler.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Candidates that begin on one rung and halve from there on, asynchronously: Li and others, arXiv 1810.05934. */
final class Bracket {
    private final int first;
    private final int last;
    private final int eta;
    private final double weight;
    private final int trials;
    private final Map<Long, Integer> rungs = new HashMap<>();
    private final Set<Long> whole = new HashSet<>();
    private final List<List<Told>> told = new ArrayList<>();
    private final List<Set<Long>> gone = new ArrayList<>();
    private final Map<Integer, Map<Long, Told>> ranked = new HashMap<>();
    private int made;

    /**
     * Of candidates that will begin.
     *
     * @param first the rung on which they do
     * @param last that of the whole training
     * @param eta one in so many goes on
     * @param weight its part of the candidates, against those of other brackets
     * @param trials about how many candidates it will have
     */
    Bracket(int first, int last, int eta, double weight, int trials) {
        this.first = first;
        this.last = last;
        this.eta = eta;
        this.weight = weight;
        this.trials = trials;
        for (int rung = 0; rung <= last; rung++) {
            told.add(new ArrayList<>());
            gone.add(new HashSet<>());
        }
    }

    int first() {
        return first;
    }

    /** How many of its candidates come to a rung, if none fails. */
    int expectedOn(int rung) {
        int count = rung < first ? 0 : trials;
        for (int below = first; below < rung; below++) {
            count /= eta;
        }
        return count;
    }

    /** How many have begun for its weight. */
    double fill() {
        return made / weight;
    }

    void begin(long candidate) {
        made++;
        rungs.put(candidate, first);
    }

    boolean has(long candidate) {
        return rungs.containsKey(candidate);
    }

    void told(Evaluation evaluation) {
        told.get(evaluation.rung()).add(evaluation.told());
        ranked.remove(evaluation.rung());
        if (evaluation.isWhole()) {
            whole.add(evaluation.candidate());
        } else {
            whole.remove(evaluation.candidate());
        }
    }

    List<Told> told(int rung) {
        return told.get(rung);
    }

    /** Best first; those that were surely worse than another, and so had fewer seeds, behind the others. */
    private Map<Long, Told> ranked(int rung) {
        return ranked.computeIfAbsent(rung, key -> {
            List<Told> best = Ranking.best(told.get(rung), told.get(rung).size());
            Map<Long, Told> sorted = new LinkedHashMap<>();
            best.stream().filter(one -> whole.contains(one.number())).forEach(one -> sorted.put(one.number(), one));
            best.forEach(one -> sorted.putIfAbsent(one.number(), one));
            return sorted;
        });
    }

    /** The best of the {@code 1/eta} best of a rung that has not gone on, if there is one; it goes on. */
    Optional<Long> promote(int rung) {
        int most = told.get(rung).size() / eta;
        if (rung < first || most == 0) {
            return Optional.empty();
        }
        Optional<Long> next = ranked(rung).values().stream()
                .limit(most)
                .filter(one -> !one.hasFailed() && !gone.get(rung).contains(one.number()))
                .map(Told::number)
                .findFirst();
        next.ifPresent(candidate -> {
            gone.get(rung).add(candidate);
            rungs.put(candidate, rung + 1);
        });
        return next;
    }

    /** Whether one may still be among those that go on, when all others have come. */
    boolean mayGoOn(long candidate) {
        int rung = rungs.getOrDefault(candidate, first);
        Told own = ranked(rung).get(candidate);
        if (rung >= last || own == null) {
            return rung < last;
        }
        int most = expectedOn(rung + 1);
        return !own.hasFailed() && ranked(rung).keySet().stream().limit(most).anyMatch(number -> number == candidate);
    }
}
