package dev.kappasweep.spark;

import dev.kappasweep.run.RunSink;
import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.sweep.EndedEpoch;
import dev.kappasweep.sweep.TrialId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that uses a {@link SweepRecorder}, so that neither Spark's scheduler nor its listener bus waits for the disk.
 * A result is committed at once, unless the last commit was less than half a second ago: results of short trials wait for each
 * other until then and share their files. After the first error, such as a full disk, nothing more is recorded.
 */
final class RecorderThread implements RunSink, AutoCloseable {
    static final long MILLIS_BETWEEN_COMMITS = 500;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SweepRecorder recorder;
    private final long millisBetweenCommits;
    private final Consumer<Throwable> onError;
    private final CompletableFuture<Void> error = new CompletableFuture<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "kappasweep-recorder"));
    private long lastCommit;
    private @Nullable ScheduledFuture<?> plannedCommit;

    /** @param onError called on the thread with the first error */
    RecorderThread(SweepRecorder recorder, Consumer<Throwable> onError) {
        this(recorder, MILLIS_BETWEEN_COMMITS, onError);
    }

    /** @param millisBetweenCommits 0 where somebody waits for results to be durable */
    RecorderThread(SweepRecorder recorder, long millisBetweenCommits, Consumer<Throwable> onError) {
        this.recorder = recorder;
        this.millisBetweenCommits = millisBetweenCommits;
        this.lastCommit = System.nanoTime() - millisBetweenCommits * NANOS_PER_MILLI;
        this.onError = onError;
    }

    /** Returns at once; calls after {@link #close} are dropped. */
    void tell(Consumer<SweepRecorder> call) {
        try {
            thread.execute(() -> {
                runUnlessBroken(call);
                planCommit();
            });
        } catch (RejectedExecutionException e) {
            // A message of a cancelled task that came after the end.
        }
    }

    @Override
    public void trialEnded(TrialEnd end, Runnable kept) {
        tell(to -> to.trialEnded(end, kept));
    }

    @Override
    public void trialStarted(TrialId trial) {
        tell(to -> to.trialStarted(trial));
    }

    @Override
    public void epochsEnded(TrialId trial, Supplier<List<EndedEpoch>> last) {
        tell(to -> to.epochsEnded(trial, last.get()));
    }

    @Override
    public void noticed(TrialId trial, Supplier<List<String>> all) {
        tell(to -> to.noticed(trial, all.get()));
    }

    private void planCommit() {
        if (recorder.hasUncommitted() && plannedCommit == null) {
            long since = (System.nanoTime() - lastCommit) / NANOS_PER_MILLI;
            // Even at once it goes behind what has come meanwhile, and takes that along.
            long wait = Math.max(0, millisBetweenCommits - since);
            plannedCommit = thread.schedule(this::commit, wait, TimeUnit.MILLISECONDS);
        }
    }

    private void commit() {
        plannedCommit = null;
        runUnlessBroken(SweepRecorder::commit);
        lastCommit = System.nanoTime();
    }

    private void runUnlessBroken(Consumer<SweepRecorder> call) {
        if (error.isDone()) {
            return;
        }
        try {
            call.accept(recorder);
        } catch (Throwable e) { // an Error lost here would be a result lost in silence
            error.completeExceptionally(e);
            onError.accept(e);
        }
    }

    /**
     * Waits for all calls before and commits, then asks.
     *
     * @throws RuntimeException or Error, the first of the calls before, if there was one
     */
    <T> T ask(Function<SweepRecorder, T> question) {
        try {
            return CompletableFuture.supplyAsync(() -> answer(question), thread).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Waits for all calls before and commits.
     *
     * @throws RuntimeException the first error of the calls before, if there was one
     */
    void requireNoError() {
        ask(recorded -> true);
    }

    private <T> T answer(Function<SweepRecorder, T> question) {
        runUnlessBroken(SweepRecorder::commit);
        error.getNow(null);
        return question.apply(recorder);
    }

    /** Commits what has been told; nothing is written after it returns. */
    @Override
    public void close() {
        CompletableFuture.runAsync(() -> runUnlessBroken(SweepRecorder::commit), thread)
                .join();
        thread.shutdownNow();
    }
}
