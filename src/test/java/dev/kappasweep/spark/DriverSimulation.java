package dev.kappasweep.spark;

import dev.kappasweep.results.EndedTrials;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The driver of a cluster that is larger than any at hand: {@code main DIR TRIALS SLOTS SHORTEST LONGEST MILLISECONDS}. Slots, trials and
 * their times, which lie evenly on a logarithmic scale from the shortest to the longest in seconds and start dearest first, are
 * events of a simulated clock. What commits their results is the program's own {@link SweepRecorder}, and takes as much of that clock
 * as it really took to write to DIR, and MILLISECONDS more for each commit, as a slower store would. Commits are as far apart as
 * {@link RecorderThread} has them. Spark's scheduler is not simulated: a slot that is free takes the next trial at once.
 */
final class DriverSimulation {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double SECONDS_BETWEEN_COMMITS = RecorderThread.MILLIS_BETWEEN_COMMITS / 1e3;

    private final List<TrialSpec> trials;
    private final double[] seconds;
    private final double latency;
    private final SweepRecorder recorder;
    private final PriorityQueue<Running> running = new PriorityQueue<>(Comparator.comparingDouble(Running::end));
    private final double[] waits;
    private int started;
    private int ended;
    private int committed;
    private int commits;
    private int mostWaiting;
    private double busy;
    /** Of the last commit. */
    private double free = -SECONDS_BETWEEN_COMMITS;

    private record Running(int trial, double end) {}

    private DriverSimulation(List<TrialSpec> trials, double[] seconds, double latency, SweepRecorder recorder) {
        this.trials = trials;
        this.seconds = seconds;
        this.latency = latency;
        this.recorder = recorder;
        this.waits = new double[trials.size()];
    }

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[1]);
        int slots = Integer.parseInt(arguments[2]);
        SweepSpec sweep = EndedTrials.sweep(count / 2);
        List<TrialSpec> trials = EndedTrials.trials(sweep);
        try (ResultStore store = ResultStore.open(Path.of(arguments[0]), sweep, EndedTrials.DATA)) {
            SweepRecorder recorder = new SweepRecorder(
                    store,
                    "4.2.0",
                    new RunProgress(trials.size(), 0, trials, slots, trial -> 1, Clock.systemUTC()),
                    SweepListener.NONE,
                    Optional.empty(),
                    WeightsRecorder.none(store),
                    new GapRecorder(store, List.of()),
                    failures -> {});
            double[] seconds =
                    seconds(trials.size(), Double.parseDouble(arguments[3]), Double.parseDouble(arguments[4]));
            new DriverSimulation(trials, seconds, Double.parseDouble(arguments[5]) / 1e3, recorder).run(slots);
        }
    }

    /** Dearest first. */
    private static double[] seconds(int count, double shortest, double longest) {
        Random random = new Random(1);
        double[] seconds = random.doubles(count)
                .map(share -> -shortest * Math.pow(longest / shortest, share))
                .sorted()
                .toArray();
        return Arrays.stream(seconds).map(Math::abs).toArray();
    }

    private void run(int slots) {
        for (int slot = 0; slot < slots && started < trials.size(); slot++) {
            start(0);
        }
        while (!running.isEmpty()) {
            double first = running.element().end();
            double commit = Math.max(first, free + SECONDS_BETWEEN_COMMITS);
            end(commit);
            commit(commit);
        }
        print();
    }

    private void start(double now) {
        running.add(new Running(started, now + seconds[started]));
        recorder.trialStarted(trials.get(started).id());
        started++;
    }

    /** Hands over what has ended until then; each slot takes the next trial. */
    private void end(double until) {
        long start = System.nanoTime();
        while (!running.isEmpty() && running.element().end() <= until) {
            Running one = running.remove();
            recorder.trialEnded(TrialEnd.of(EndedTrials.completed(trials.get(one.trial()))), () -> {});
            waits[ended++] = one.end();
            if (started < trials.size()) {
                start(one.end());
            }
        }
        busy += (System.nanoTime() - start) / NANOS_PER_SECOND;
    }

    private void commit(double now) {
        long start = System.nanoTime();
        recorder.commit();
        double took = (System.nanoTime() - start) / NANOS_PER_SECOND + latency;
        mostWaiting = Math.max(mostWaiting, ended - committed);
        busy += took;
        free = now + took;
        commits++;
        while (committed < ended) {
            waits[committed] = free - waits[committed];
            committed++;
        }
    }

    private void print() {
        double all = Arrays.stream(seconds).sum();
        Arrays.sort(waits);
        System.out.printf(
                Locale.ROOT,
                "%d trials of %.0f s on average in %.0f s: %.0f a second; %d commits, recorder busy %.1f %%; a result waits %.2f s"
                        + " (median), %.2f s (99 of 100), %.2f s (longest); %d results in the largest commit%n",
                committed,
                all / committed,
                free,
                committed / free,
                commits,
                100 * busy / free,
                waits[committed / 2],
                waits[committed * 99 / 100],
                waits[committed - 1],
                mostWaiting);
    }
}
