package dev.kappasweep.bench;

import dev.kappasweep.crew.Crew;
import dev.kappasweep.crew.LaneModel;
import dev.kappasweep.crew.SharedCores;
import dev.kappasweep.crew.StepDemand;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialCost;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Holds the model of steps on cores that share memory against this machine: steps of one trial alone, with all other cores helping, and
 * of a trial on each core.
 *
 * @param cores of this machine to measure with
 * @param rounds of {@link CrewBenchmark#STEPS_OF_ROUND} steps of each kind
 */
public record LaneBenchmark(int cores, int rounds) {
    private static final int WARM_UP_STEPS = 600;
    private static final int SHARES = 5_000;
    private static final long PART_NANOS = 20_000;

    /**
     * What was measured, and what the model says of it.
     *
     * @param serial part of a step that helpers do not take, by Amdahl's law from one trial alone and one that all cores work on
     * @param barrierMicros that work shared among all cores takes longer than each of its equal parts
     * @param rows of the model, the machine's own first
     */
    public record Report(
            SharedCores shared,
            StepDemand step,
            double aloneMs,
            double helpedMs,
            double eachMs,
            double serial,
            double barrierMicros,
            List<Row> rows) {
        public Report {
            rows = List.copyOf(rows);
        }
    }

    /** Of so many trials at once on a machine of the model. */
    public record Row(int cores, int lanes, double msPerStep, double stepsPerSecond, boolean isBest) {}

    /**
     * Measures, and asks the model also of machines whose cores compute as those here.
     *
     * @param others how many cores each of them has
     * @param cacheBytes of the one last-level cache of each
     * @param bytesTogether a second that all of its cores read and write
     */
    public Report run(TrialSpec trial, Dataset data, List<Integer> others, double cacheBytes, double bytesTogether) {
        SharedCores shared = SiteProbe.sharedCores(cores);
        StepDemand step = new TrialCost(data).largestStep(List.of(trial)).orElseThrow();
        CrewBenchmark.Report crew = new CrewBenchmark(1, cores, rounds).run(trial, data);
        double each = StepTimes.together(Lanes.run(
                        cores,
                        together -> StepTimes.of(
                                trial, data, WARM_UP_STEPS, rounds * CrewBenchmark.STEPS_OF_ROUND, together)))
                .median();
        List<Row> rows = new ArrayList<>(rows(shared, step));
        others.forEach(other -> rows.addAll(rows(
                new SharedCores(
                        other,
                        1,
                        cacheBytes,
                        shared.flops(),
                        Math.min(shared.bytesAlone(), bytesTogether),
                        bytesTogether),
                step)));
        return new Report(
                shared,
                step,
                crew.aloneMs(),
                crew.crewMs(),
                each,
                serial(crew.ratio().median()),
                barrierMicros(),
                rows);
    }

    private double serial(double ratio) {
        double ideal = 1.0 / cores;
        return cores == 1 ? 1 : Math.max(0, (ratio - ideal) / (1 - ideal));
    }

    private static List<Row> rows(SharedCores shared, StepDemand step) {
        LaneModel model = new LaneModel(shared);
        int best = model.best(step);
        TreeSet<Integer> some = new TreeSet<>(Arrays.asList(best, shared.cores()));
        for (int lanes = 1; lanes < shared.cores(); lanes *= 2) {
            some.add(lanes);
        }
        return some.stream()
                .map(lanes -> new Row(
                        shared.cores(),
                        lanes,
                        1e3 * model.seconds(step, lanes),
                        model.stepsPerSecond(step, lanes),
                        lanes == best))
                .toList();
    }

    /** What parts of one length, one for each core, take longer than one of them: the median of many. */
    private double barrierMicros() {
        double[] nanos = new double[SHARES];
        try (Team team = Crew.within(cores).enter(true)) {
            for (int i = 0; i < SHARES; i++) {
                long start = System.nanoTime();
                team.share((part, seat) -> work(PART_NANOS), cores);
                nanos[i] = (double) (System.nanoTime() - start);
            }
        }
        Arrays.sort(nanos);
        return (nanos[SHARES / 2] - PART_NANOS) / 1e3;
    }

    private static void work(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }
}
