package dev.kappasweep.spark;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialFunction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Runs the trials of one sweep, each as one Spark task, and commits every result the moment its task ends. */
public final class SweepRunner {
    /** How long a cancelled run waits for its tasks to notice. */
    private static final long STOP_MILLIS = 5_000;

    private final JavaSparkContext spark;
    private final TrialFunction function;
    private final String group = "kappasweep-" + UUID.randomUUID();
    private volatile boolean cancelled;

    public SweepRunner(JavaSparkContext spark, TrialFunction function) {
        this.spark = spark;
        this.function = function;
    }

    /**
     * Runs the trials that have no result in {@code store} yet, the most expensive first, and returns when all have ended or
     * after {@link #cancel}. An exception in a trial makes it FAILED and stops no other; so does the loss of as many executors
     * by one trial as Spark accepts.
     *
     * @throws java.io.UncheckedIOException if a result cannot be written; the sweep is stopped then
     * @throws IllegalStateException if Spark gives up for another reason than a trial
     */
    public SweepOutcome run(List<TrialSpec> trials, Dataset data, ResultStore store, SweepListener listener) {
        List<TrialSpec> pending = pending(trials, data, store.finished());
        int alreadyDone = trials.size() - pending.size();
        SweepRecorder recorder = new SweepRecorder(store, spark.version(), listener);
        try (RecorderThread thread = new RecorderThread(recorder, this::cancelJobs)) {
            thread.tell(to -> to.started(trials.size(), alreadyDone));
            if (!pending.isEmpty()) {
                runJobs(pending, data, thread);
            }
            return thread.ask(to -> to.outcome(trials.size(), alreadyDone));
        }
    }

    private static List<TrialSpec> pending(List<TrialSpec> trials, Dataset data, Set<TrialId> finished) {
        record Costed(TrialSpec trial, double cost) {}
        TrialCost cost = new TrialCost(data);
        return trials.stream()
                .filter(trial -> !finished.contains(trial.id()))
                .map(trial -> new Costed(trial, cost.applyAsDouble(trial)))
                .sorted(Comparator.comparingDouble(Costed::cost).reversed())
                .map(Costed::trial)
                .toList();
    }

    private void runJobs(List<TrialSpec> pending, Dataset data, RecorderThread recorder) {
        Broadcast<TrialSite> site = spark.broadcast(new TrialSite(function, data));
        spark.sc().setJobGroup(group, "sweep", true);
        try {
            List<TrialSpec> rest = pending;
            while (!rest.isEmpty() && !cancelled) {
                rest = runJob(rest, site, recorder);
            }
        } finally {
            spark.sc().clearJobGroup();
            site.unpersist();
        }
    }

    /** Returns the trials that need another job, since Spark stopped this one for the sake of another trial. */
    private List<TrialSpec> runJob(List<TrialSpec> trials, Broadcast<TrialSite> site, RecorderThread recorder) {
        try (TrialJob job = new TrialJob(spark, group, trials, recorder)) {
            Optional<Exception> error = job.run(site);
            if (error.isEmpty()) {
                return List.of();
            }
            if (cancelled) {
                job.follower().awaitNoneRunning(STOP_MILLIS);
                return List.of();
            }
            failLostTrials(job, error.get(), recorder);
        }
        return recorder.ask(
                to -> trials.stream().filter(trial -> !to.hasEnded(trial.id())).toList());
    }

    private static void failLostTrials(TrialJob job, Exception error, RecorderThread recorder) {
        Map<TrialSpec, List<String>> lost = job.follower().mostLost(STOP_MILLIS);
        recorder.ask(to -> to); // an error of the recorder goes first: it may be why the job was stopped
        if (lost.isEmpty()) {
            throw new IllegalStateException(FailedTrial.reason(error), error);
        }
        lost.forEach((trial, reasons) -> {
            String reason = "lost " + reasons.size() + " times, at last by " + reasons.get(reasons.size() - 1);
            recorder.tell(to -> to.trialEnded(FailedTrial.result(
                    trial, FailedTrial.oneLine(reason), reasons.size(), Instant.now(), Environment.UNKNOWN)));
        });
    }

    /** Stops the running trials within about two seconds; what is committed stays. Any thread may call it. */
    public void cancel() {
        cancelled = true;
        cancelJobs();
    }

    private void cancelJobs() {
        try {
            spark.sc().cancelJobGroupAndFutureJobs(group);
        } catch (IllegalStateException e) {
            // Spark has stopped, and with it the jobs.
        }
    }
}
