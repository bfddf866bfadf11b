package dev.kappasweep.spark;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.EvaluationGap;
import dev.kappasweep.results.MissingResults;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.run.GridSource;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialCost;
import dev.kappasweep.trial.TrialFunction;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Runs the trials of one sweep, each as one Spark task, and commits every result the moment its task ends. */
public final class SweepRunner {
    private final JavaSparkContext spark;
    private final TrialFunction function;
    private final RunSpec options;
    private final JobSize jobSize;
    private final String group = "kappasweep-" + UUID.randomUUID();
    private volatile boolean cancelled;
    private volatile String stopReason = "";

    /** With the options of {@link RunSpec#DEFAULT}. */
    public SweepRunner(JavaSparkContext spark, TrialFunction function) {
        this(spark, function, RunSpec.DEFAULT);
    }

    public SweepRunner(JavaSparkContext spark, TrialFunction function, RunSpec options) {
        this(spark, function, options, JobSize.DEFAULT);
    }

    SweepRunner(JavaSparkContext spark, TrialFunction function, RunSpec options, JobSize jobSize) {
        this.spark = spark;
        this.function = function;
        this.options = options;
        this.jobSize = jobSize;
    }

    /**
     * Tries the directory of checkpoints, if the options name one.
     *
     * @throws dev.kappasweep.sweep.InvalidInputException if checkpoints cannot be written there
     */
    public void requireCheckpoints() {
        if (options.hasCheckpoints() && !options.checkpointDirectory().isEmpty()) {
            SharedCheckpoints.in(options.checkpointDirectory(), options.checkpointSeconds())
                    .probe();
        }
    }

    /**
     * Runs the trials that have no result in {@code store} yet, the most expensive first, evaluates those that have one at test
     * SNRs that were added, with their kept weights or by training them again, and returns when all have ended or
     * after {@link #cancel}. An exception in a trial makes it FAILED and stops no other; so does the loss of as many executors
     * as Spark accepts by a trial that runs alone.
     *
     * @throws java.io.UncheckedIOException if a result cannot be written; the sweep is stopped then
     * @throws dev.kappasweep.sweep.InvalidInputException if an executor has a Java that is not supported
     * @throws IllegalStateException if Spark gives up for another reason than a trial
     */
    public SweepOutcome run(List<TrialSpec> trials, Dataset data, ResultStore store, SweepListener listener) {
        MissingResults missing = store.missing(trials);
        int alreadyDone =
                trials.size() - missing.trials().size() - missing.gaps().size();
        Optional<SharedCheckpoints> checkpoints = checkpoints(store);
        if (!missing.isEmpty()) {
            checkpoints = checkpoints.map(SharedCheckpoints::create);
        }
        WeightsRecorder weights = new WeightsRecorder(store, checkpoints, options.keepWeights());
        GapRecorder gaps = new GapRecorder(store, missing.gaps());
        List<TrialSpec> pending = dearestFirst(missing.toTrain(), data);
        SweepRecorder recorder = new SweepRecorder(
                store,
                spark.version(),
                new GridSource(pending, options.canary()),
                progress(trials.size(), alreadyDone, missing, data),
                listener,
                checkpoints,
                weights,
                gaps,
                this::stopAfterTooMany);
        try (RecorderThread thread = new RecorderThread(recorder, this::cancelJobs)) {
            thread.tell(SweepRecorder::started);
            missing.gapText().ifPresent(text -> thread.tell(to -> to.noticed(text)));
            if (!missing.isEmpty()) {
                runJobs(store.sweep(), missing, pending, new TrialSite(function, data, options, checkpoints), thread);
            }
            return thread.ask(to -> to.outcome(stopReason));
        } finally {
            checkpoints.ifPresent(kept -> close(kept, store.finished(), listener));
        }
    }

    private RunProgress progress(int total, int alreadyDone, MissingResults missing, Dataset data) {
        return new RunProgress(
                total,
                alreadyDone,
                missing.toTrain(),
                spark.defaultParallelism(),
                new TrialCost(data),
                Clock.systemUTC());
    }

    private Optional<SharedCheckpoints> checkpoints(ResultStore store) {
        if (!options.hasCheckpoints()) {
            return Optional.empty();
        }
        double seconds = options.checkpointSeconds();
        return Optional.of(
                options.checkpointDirectory().isEmpty()
                        ? SharedCheckpoints.in(
                                store.directory()
                                        .toAbsolutePath()
                                        .resolve("checkpoints")
                                        .toString(),
                                seconds)
                        : SharedCheckpoints.in(options.checkpointDirectory(), seconds));
    }

    private static void close(SharedCheckpoints checkpoints, Set<TrialId> finished, SweepListener listener) {
        try {
            checkpoints.close(finished);
        } catch (NoSuchFileException e) {
            // There are none.
        } catch (IOException | IllegalArgumentException e) {
            listener.noticed("checkpoints of finished trials cannot be deleted, the next run tries again: "
                    + FailedTrial.reason(e));
        }
    }

    private static List<TrialSpec> dearestFirst(List<TrialSpec> trials, Dataset data) {
        record Costed(TrialSpec trial, double cost) {}
        TrialCost cost = new TrialCost(data);
        return trials.stream()
                .map(trial -> new Costed(trial, cost.applyAsDouble(trial)))
                .sorted(Comparator.comparingDouble(Costed::cost).reversed())
                .map(Costed::trial)
                .toList();
    }

    /** Smaller jobs where weights may have to come with the results. */
    private JobSize jobSize(List<TrialSpec> pending, Dataset data) {
        boolean areLeft = spark.isLocal() && options.hasCheckpoints();
        return areLeft ? jobSize : jobSize.ofResults(new TrialCost(data).keptBytes(pending, options.keepWeights()));
    }

    private void runJobs(
            SweepSpec sweep,
            MissingResults missing,
            List<TrialSpec> pending,
            TrialSite trialSite,
            RecorderThread recorder) {
        Broadcast<TrialSite> site = spark.broadcast(trialSite);
        spark.sc().setJobGroup(group, sweep.name(), true);
        try {
            new KeptGaps(spark, spark.defaultParallelism())
                    .run(
                            keptOf(missing),
                            (trials, gaps) ->
                                    jobs(sweep, site, gaps, jobSize, recorder).run(trials));
            train(sweep, missing, pending, site, recorder);
        } finally {
            spark.sc().clearCallSite();
            spark.sc().clearJobGroup();
            if (!spark.sc().isStopped()) {
                site.unpersist();
            }
        }
    }

    private static List<EvaluationGap> keptOf(MissingResults missing) {
        return missing.gaps().stream().filter(gap -> gap.weights().isPresent()).toList();
    }

    private void train(
            SweepSpec sweep,
            MissingResults missing,
            List<TrialSpec> pending,
            Broadcast<TrialSite> site,
            RecorderThread recorder) {
        Map<TrialId, Gaps.Gap> again = new HashMap<>();
        missing.gaps().stream()
                .filter(gap -> gap.weights().isEmpty())
                .forEach(gap -> again.put(gap.trial().id(), new Gaps.Gap(gap.snr(), Optional.empty())));
        TrialJobs jobs =
                jobs(sweep, site, new Gaps(again), jobSize(pending, site.value().data()), recorder);
        List<TrialSpec> next = recorder.ask(SweepRecorder::next);
        while (!next.isEmpty() && !isStopped()) {
            jobs.run(next);
            next = recorder.ask(SweepRecorder::next);
        }
    }

    private TrialJobs jobs(
            SweepSpec sweep, Broadcast<TrialSite> site, Gaps gaps, JobSize size, RecorderThread recorder) {
        return new TrialJobs(spark, group, sweep, site, gaps, recorder, this::isStopped, size);
    }

    /**
     * Asks where trials would run, this JVM or one of each executor, whether they can.
     *
     * @throws InvalidInputException if not: Java or Spark of another version, libraries that cannot be loaded, arithmetic that fails
     *     the self-test
     */
    public void requireUsableSites() {
        TrialFunction trials = function;
        if (spark.isLocal()) {
            // Main or SparkContexts has asked for this JVM's Java.
            NativeCode.problem(trials).ifPresent(problem -> {
                throw new InvalidInputException(problem);
            });
            return;
        }
        try {
            ExecutorJava.require(spark, java -> Platform.problemOfExecutor(java).or(() -> NativeCode.problem(trials)));
        } catch (InvalidInputException e) {
            throw e;
        } catch (Exception e) {
            // Spark's own: cancelled, or executors are lost, which the jobs of the trials tell.
        }
    }

    private boolean isStopped() {
        return cancelled || !stopReason.isEmpty();
    }

    /** Called on the recorder's thread after each failure. */
    private void stopAfterTooMany(int failures) {
        if (options.maxFailures() > 0 && failures >= options.maxFailures() && !isStopped()) {
            stopReason = failures + " trials failed (run.maxFailures)";
            cancelJobs();
        }
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
