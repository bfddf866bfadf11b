package dev.kappasweep.search;

import dev.kappasweep.sweep.SearchEvent.Ended;
import dev.kappasweep.sweep.SearchObjective;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A candidate that is measured on one rung: with which seeds, and what came of each. */
final class Job {
    private final Candidate candidate;
    private final int rung;
    private final List<Long> seeds;
    private final SearchObjective objective;
    private final Map<Long, Double> best;
    private final int first;
    private final Map<Long, Ended> ended = new HashMap<>();
    private int begun;
    private boolean isOver;

    /**
     * Of which nothing has begun.
     *
     * @param seeds in the order in which it gets them; none of one that is another candidate too, and so fails
     * @param first so many of them in any case
     * @param objective the first
     * @param best its loss of the best candidate on this rung by seed; empty if none is compared with
     */
    Job(Candidate candidate, int rung, List<Long> seeds, int first, SearchObjective objective, Map<Long, Double> best) {
        this.candidate = candidate;
        this.rung = rung;
        this.seeds = seeds;
        this.first = Math.min(first, seeds.size());
        this.isOver = seeds.isEmpty();
        this.objective = objective;
        this.best = best;
    }

    Candidate candidate() {
        return candidate;
    }

    int rung() {
        return rung;
    }

    /** Whether it wants another seed now. */
    boolean wantsSeed() {
        return !isOver && begun < seeds.size() && (begun < first || ended.size() == begun);
    }

    /** The next seed, which begins. */
    long begin() {
        return seeds.get(begun++);
    }

    void ended(Ended one) {
        ended.put(one.seed(), one);
        if (ended.size() == begun && begun >= first) {
            isOver = begun == seeds.size() || hasFailed() || isSurelyWorse();
        }
    }

    boolean isOver() {
        return isOver;
    }

    boolean isWhole() {
        return ended.size() == seeds.size();
    }

    private boolean hasFailed() {
        return ended.values().stream().anyMatch(one -> !one.measured().stream().allMatch(Double::isFinite));
    }

    private boolean isSurelyWorse() {
        if (best.isEmpty()) {
            return false;
        }
        List<Double> differences = seeds.subList(0, begun).stream()
                .map(seed -> loss(seed) - best.getOrDefault(seed, Double.NaN))
                .toList();
        return differences.stream().allMatch(Double::isFinite) && Racing.isSurelyWorse(differences);
    }

    private double loss(long seed) {
        return objective.loss(Objects.requireNonNull(ended.get(seed)).measured().get(0));
    }

    /** The losses by seed. */
    Map<Long, Double> losses() {
        return ended.keySet().stream().collect(Collectors.toMap(seed -> seed, this::loss));
    }

    /** What was measured with each seed, in the order of the seeds. */
    List<Ended> ended() {
        return seeds.stream().filter(ended::containsKey).map(ended::get).toList();
    }

    /**
     * The means over seeds of all that is measured; NaN where one is.
     *
     * @param count how much that is
     */
    List<Double> means(int count) {
        List<Ended> all = ended();
        return IntStream.range(0, count)
                .mapToObj(i ->
                        all.stream().mapToDouble(one -> one.measured().get(i)).sum() / all.size())
                .toList();
    }
}
