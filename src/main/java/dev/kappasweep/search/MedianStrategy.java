package dev.kappasweep.search;

import dev.kappasweep.statistics.Sample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Stops a candidate on a rung when its best loss so far is worse than the median, over the others that have come there, of their mean
 * losses up to there: Golovin and others, Google Vizier, 2017. Who chooses candidates hears of a stopped one as of one that has failed.
 */
final class MedianStrategy implements SearchStrategy {
    /** Of fewer others there is no median. */
    private static final int LEAST = 5;

    private final SearchStrategy candidates;
    private final boolean letsGoOn;
    private final int lastRung;
    private final Map<Long, List<Double>> losses = new HashMap<>();
    private final List<List<Double>> means = new ArrayList<>();
    private final Queue<Long> going = new ArrayDeque<>();

    /** @param letsGoOn whether {@code candidates} knows rungs itself, and says who goes on */
    MedianStrategy(SearchStrategy candidates, boolean letsGoOn, int lastRung) {
        this.candidates = candidates;
        this.letsGoOn = letsGoOn;
        this.lastRung = lastRung;
        for (int rung = 0; rung <= lastRung; rung++) {
            means.add(new ArrayList<>());
        }
    }

    @Override
    public Step next(boolean mayTry) {
        if (!going.isEmpty()) {
            return new Step.GoOn(going.remove());
        }
        Step step = candidates.next(mayTry);
        return step instanceof Step.Try one && !letsGoOn ? new Step.Try(one.point(), 0) : step;
    }

    @Override
    public void told(Evaluation evaluation) {
        boolean isWorse = isWorse(evaluation);
        if (letsGoOn || isWorse || evaluation.rung() == lastRung) {
            candidates.told(isWorse ? evaluation.failed() : evaluation);
        } else {
            going.add(evaluation.candidate());
        }
    }

    private boolean isWorse(Evaluation evaluation) {
        double loss = evaluation.losses().get(0);
        if (!Double.isFinite(loss)) {
            return true;
        }
        List<Double> own = losses.computeIfAbsent(evaluation.candidate(), key -> new ArrayList<>());
        own.add(loss);
        List<Double> others = means.get(evaluation.rung());
        double best = own.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        boolean isWorse = evaluation.rung() < lastRung
                && others.size() >= LEAST
                && best > sample(others).median();
        others.add(sample(own).mean());
        return isWorse;
    }

    private static Sample sample(List<Double> values) {
        return new Sample(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Override
    public boolean mayGoOn(long candidate) {
        return letsGoOn ? candidates.mayGoOn(candidate) : going.contains(candidate);
    }
}
