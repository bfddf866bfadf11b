package dev.kappasweep.api;

import dev.kappasweep.files.Places;
import dev.kappasweep.results.Holder;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.LiveRun.RunningTrial;
import dev.kappasweep.results.LiveRunFile;
import dev.kappasweep.spark.SweepListener;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Keeps {@code progress.json} up to date while a sweep runs, on a thread of its own, and deletes it at the end. That it cannot
 * be written stops nothing: the tables are the record.
 */
public final class LiveReport implements SweepListener, AutoCloseable {
    private static final int SECONDS_BETWEEN_HEARTBEATS = 2;
    private static final int SECONDS_BETWEEN_REQUESTS = 10;

    /** A third of the silence after which the process is taken for ended. */
    private static final int MOST_SECONDS = 20;

    /** The file of as many running trials is about 120 KB. */
    private static final int RUNNING_PER_SECOND = 1_000;

    private final Holder holder = Holder.current();
    private final LiveRunFile file;
    private final boolean isLocal;
    private final Clock clock;
    private final Map<TrialId, Work> pending = new HashMap<>();
    private final Map<TrialId, RunningTrial> running = new HashMap<>();
    private final double work;
    private double workDone;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread heartbeats = new Thread(this::beat, "kappasweep-heartbeat");

    /** What is expected of one trial. */
    private record Work(double cost, int epochs) {}

    private LiveReport(Path directory, List<TrialSpec> toRun, ToDoubleFunction<TrialSpec> cost, Clock clock) {
        this.file = new LiveRunFile(directory);
        this.isLocal = Places.isLocal(directory);
        this.clock = clock;
        toRun.forEach(trial -> pending.put(
                trial.id(), new Work(cost.applyAsDouble(trial), trial.training().epochs())));
        this.work = pending.values().stream().mapToDouble(Work::cost).sum();
    }

    /**
     * Writes the file now and every two seconds until {@link #close}, less often where thousands of trials run at once.
     *
     * @param directory of the results; exists and is held by this process
     * @param toRun the trials that this run will train
     * @param cost of a trial, in any unit
     */
    public static LiveReport start(
            Path directory, List<TrialSpec> toRun, ToDoubleFunction<TrialSpec> cost, Clock clock) {
        LiveReport report = new LiveReport(directory, toRun, cost, clock);
        report.heartbeats.setDaemon(true);
        report.heartbeats.start();
        return report;
    }

    @Override
    public synchronized void trialStarted(TrialId trial) {
        RunningTrial before = running.get(trial);
        int attempt = before == null ? 1 : before.attempt() + 1;
        int epochs = pending.containsKey(trial) ? work(trial).epochs() : 0;
        running.put(trial, new RunningTrial(trial, clock.instant(), attempt, 0, epochs));
    }

    @Override
    public synchronized void epochEnded(TrialId trial, EpochMeasurement epoch) {
        running.computeIfPresent(
                trial, (id, now) -> new RunningTrial(id, now.since(), now.attempt(), epoch.epoch(), now.epochs()));
    }

    @Override
    public synchronized void trialEnded(TrialResult result) {
        running.remove(result.id());
        workDone += work(result.id()).cost();
        pending.remove(result.id());
    }

    private Work work(TrialId trial) {
        return pending.getOrDefault(trial, new Work(0, 0));
    }

    private void beat() {
        try {
            do {
                write();
            } while (!ended.await(secondsToNext(runningTrials(), isLocal), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each is named in the file, so the more run, the less often it is written; a request to a server costs more than a file. */
    static int secondsToNext(int running, boolean isLocal) {
        int least = isLocal ? SECONDS_BETWEEN_HEARTBEATS : SECONDS_BETWEEN_REQUESTS;
        return Math.min(MOST_SECONDS, Math.max(least, running / RUNNING_PER_SECOND));
    }

    private synchronized int runningTrials() {
        return running.size();
    }

    private void write() {
        try {
            file.write(now());
        } catch (IOException e) {
            // A reader sees an old heartbeat; what matters is told by the commits.
        }
    }

    /** What the file says at this moment. */
    public synchronized LiveRun now() {
        double inRunning = running.values().stream()
                .filter(trial -> trial.epochs() > 0)
                .mapToDouble(trial -> work(trial.trial()).cost() * trial.epoch() / trial.epochs())
                .sum();
        List<RunningTrial> longestFirst = running.values().stream()
                .sorted(Comparator.comparing(RunningTrial::since).thenComparing(RunningTrial::trial))
                .toList();
        double share = work > 0 ? Math.min(1, (workDone + inRunning) / work) : 0;
        return new LiveRun(holder, clock.instant(), share, longestFirst);
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            // What is being written would bring the file back.
            heartbeats.join();
            file.delete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Left behind as by a killed run, which readers know.
        }
    }
}
