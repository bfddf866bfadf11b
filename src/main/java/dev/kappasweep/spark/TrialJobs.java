package dev.kappasweep.spark;

import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialText;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The Spark jobs that a list of trials takes. Spark gives a job up when one of its tasks was lost too often; an executor that a
 * trial ends takes all its other trials with it, so those that were lost most often are only suspects. The others go on first.
 * Then halves of the suspects run by themselves, halves of a half that was given up again, and so on: only a trial that is lost
 * too often while nothing else runs has FAILED.
 *
 * <p>Spark starts a job's tasks whether or not their results find room, and holds as many results as come. So a job has not more
 * trials than {@link JobSize} says, and the next begins when the results of the last are committed.
 */
final class TrialJobs {
    /** How long a given-up job's tasks may take to notice, and the last that Spark has to tell of any job. */
    private static final long STOP_MILLIS = 5_000;

    private final JavaSparkContext spark;
    private final String group;
    private final String name;
    private final TrialText text;
    private final Broadcast<TrialSite> site;
    private final Gaps gaps;
    private final RecorderThread recorder;
    private final BooleanSupplier isStopped;
    private final int mostInJob;
    private final Deque<List<TrialSpec>> waiting = new ArrayDeque<>();
    private final Map<TrialSpec, Integer> losses = new HashMap<>();

    TrialJobs(
            JavaSparkContext spark,
            String group,
            SweepSpec sweep,
            Broadcast<TrialSite> site,
            Gaps gaps,
            RecorderThread recorder,
            BooleanSupplier isStopped,
            JobSize size) {
        this.spark = spark;
        this.group = group;
        this.name = sweep.name();
        this.text = new TrialText(sweep);
        this.site = site;
        this.gaps = gaps;
        this.recorder = recorder;
        this.isStopped = isStopped;
        this.mostInJob = size.most(spark.defaultParallelism());
    }

    /**
     * Returns when each of {@code trials} has ended, or after a cancellation.
     *
     * @throws IllegalStateException if Spark gives up for another reason than a trial
     * @throws RuntimeException or Error, the recorder's first one
     */
    void run(List<TrialSpec> trials) {
        for (int i = 0; i < trials.size(); i += mostInJob) {
            add(trials.subList(i, Math.min(trials.size(), i + mostInJob)));
        }
        while (!waiting.isEmpty() && !isStopped.getAsBoolean()) {
            run(waiting.removeFirst(), waiting.size());
            recorder.requireNoError();
        }
    }

    private void add(List<TrialSpec> trials) {
        if (!trials.isEmpty()) {
            waiting.addLast(trials);
        }
    }

    private void run(List<TrialSpec> trials, int jobsAfter) {
        String description = description(trials, jobsAfter);
        spark.sc().setJobDescription(description);
        spark.sc().setCallSite(description);
        try (TrialJob job = new TrialJob(spark, group, trials, losses, gaps, text, recorder)) {
            Optional<Exception> error = job.run(site);
            if (error.isEmpty()) {
                job.follower().awaitEnd(STOP_MILLIS);
            } else {
                // One that still runs might end the executor of a trial of the next job.
                job.follower().awaitNoneRunning(STOP_MILLIS);
                if (!isStopped.getAsBoolean()) {
                    givenUp(trials, job, error.get());
                }
            }
        }
    }

    private String description(List<TrialSpec> trials, int jobsAfter) {
        String what = trials.size() == 1 ? "trial " + trials.get(0).id() : trials.size() + " trials";
        return name + ": " + what + (jobsAfter > 0 ? ", " + jobsAfter + " jobs after it" : "");
    }

    private void givenUp(List<TrialSpec> trials, TrialJob job, Exception error) {
        recorder.requireNoError(); // for which the job may have been stopped
        if (spark.sc().isStopped()) {
            throw new IllegalStateException("Spark has stopped: " + FailedTrial.reason(error), error);
        }
        Map<TrialSpec, List<String>> lost = job.follower().losses(STOP_MILLIS);
        int most = lost.values().stream().mapToInt(List::size).max().orElse(0);
        if (most == 0 || isCancelled(error)) {
            throw new IllegalStateException("Spark gave the sweep up: " + FailedTrial.reason(error), error);
        }
        lost.forEach((trial, reasons) -> losses.merge(trial, reasons.size(), Integer::sum));
        if (trials.size() == 1) {
            fail(trials.get(0), lost.getOrDefault(trials.get(0), List.of()));
        } else {
            divide(unended(trials), trial -> lost.getOrDefault(trial, List.of()).size() == most);
        }
    }

    /** By somebody else, who may use the same Spark: no loss is the reason then, even if there was one. */
    private static boolean isCancelled(Exception error) {
        return error instanceof SparkThrowable cause && "SPARK_JOB_CANCELLED".equals(cause.getCondition());
    }

    /** The trial was lost as often as Spark accepts while no other trial of the sweep ran. */
    private void fail(TrialSpec trial, List<String> alone) {
        int all = losses.getOrDefault(trial, alone.size());
        String reason = "lost " + all + " times" + (all > alone.size() ? ", " + alone.size() + " of them" : "")
                + " while no other trial ran, at last by " + alone.get(alone.size() - 1);
        recorder.tell(to -> to.trialEnded(TaskResult.of(
                FailedTrial.result(trial, FailedTrial.oneLine(reason), all, Instant.now(), Environment.UNKNOWN))));
    }

    private void divide(List<TrialSpec> unended, Predicate<TrialSpec> isSuspect) {
        Map<Boolean, List<TrialSpec>> parts = unended.stream().collect(Collectors.partitioningBy(isSuspect));
        List<TrialSpec> others = parts.getOrDefault(false, List.of());
        List<TrialSpec> suspects = parts.getOrDefault(true, List.of());
        if (!others.isEmpty()) {
            waiting.addFirst(others);
        }
        int half = suspects.size() / 2;
        add(suspects.subList(0, half));
        add(suspects.subList(half, suspects.size()));
    }

    private List<TrialSpec> unended(List<TrialSpec> trials) {
        return recorder.ask(
                to -> trials.stream().filter(trial -> !to.hasEnded(trial.id())).toList());
    }
}
