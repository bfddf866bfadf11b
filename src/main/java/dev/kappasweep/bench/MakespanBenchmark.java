package dev.kappasweep.bench;

import dev.kappasweep.crew.Crew;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.linalg.OpenBlas;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialCost;
import dev.kappasweep.trial.TrialRunner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long trials take from the first's start to the last's end, the dearest first, with a crew and without in turns.
 *
 * @param slots trials that run at once, which is the crew's number of cores too
 * @param rounds of both, after one that warms up
 */
public record MakespanBenchmark(int slots, int rounds) {
    /**
     * What was measured.
     *
     * @param aloneSeconds without a crew, the median
     * @param crewSeconds with it
     * @param ratio of a round with to the one without it beside: median and quartiles
     * @param sameWeights whether each trial ended with the same weights every time
     */
    public record Report(
            int trials,
            MakespanBenchmark setting,
            double aloneSeconds,
            double crewSeconds,
            Quartiles ratio,
            boolean sameWeights) {}

    private record Round(double seconds, List<String> digests) {}

    /** Takes 2 (rounds + 1) times what the trials take. */
    public Report run(List<TrialSpec> trials, Dataset data) {
        OpenBlas.useOneThread();
        List<TrialSpec> dearestFirst = trials.stream()
                .sorted(Comparator.comparingDouble(new TrialCost(data)).reversed())
                .toList();
        Crew crew = Crew.within(slots);
        List<Round> alone = new ArrayList<>();
        List<Round> helped = new ArrayList<>();
        for (int i = 0; i <= rounds; i++) {
            alone.add(round(dearestFirst, data, crew, false));
            helped.add(round(dearestFirst, data, crew, true));
        }
        double[] ratios = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            ratios[i] = helped.get(i + 1).seconds / alone.get(i + 1).seconds;
        }
        return new Report(
                trials.size(), this, median(alone), median(helped), Quartiles.of(ratios), areSame(alone, helped));
    }

    private double median(List<Round> all) {
        return Quartiles.of(all.stream().skip(1).mapToDouble(Round::seconds).toArray())
                .median();
    }

    private static boolean areSame(List<Round> alone, List<Round> helped) {
        List<String> first = alone.get(0).digests;
        return alone.stream().allMatch(round -> round.digests.equals(first))
                && helped.stream().allMatch(round -> round.digests.equals(first));
    }

    private Round round(List<TrialSpec> trials, Dataset data, Crew crew, boolean helped) {
        ExecutorService threads = Executors.newFixedThreadPool(slots);
        long start = System.nanoTime();
        try {
            List<Future<TrialResult>> results = new ArrayList<>();
            trials.forEach(trial -> results.add(threads.submit(() -> trained(trial, data, crew, helped))));
            List<String> digests = new ArrayList<>();
            for (Future<TrialResult> result : results) {
                digests.add(result.get().weightsSha256());
            }
            return new Round(Seconds.since(start), digests);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static TrialResult trained(TrialSpec trial, Dataset data, Crew crew, boolean helped) {
        try (Team team = crew.enter(helped)) {
            return new TrialRunner().run(trial, data, TrialObserver.NONE, team);
        }
    }
}
