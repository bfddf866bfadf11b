package dev.kappasweep.spark;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one thread that uses a {@link SweepRecorder}, so that neither Spark's scheduler nor its listener bus waits for the disk.
 * After the first error, such as a full disk, nothing more is recorded.
 */
final class RecorderThread implements AutoCloseable {
    private final SweepRecorder recorder;
    private final Runnable onError;
    private final CompletableFuture<Void> error = new CompletableFuture<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "kappasweep-recorder"));

    /** @param onError called on the thread after the first error */
    RecorderThread(SweepRecorder recorder, Runnable onError) {
        this.recorder = recorder;
        this.onError = onError;
    }

    /** Returns at once; calls after {@link #close} are dropped. */
    void tell(Consumer<SweepRecorder> call) {
        try {
            thread.execute(() -> runUnlessBroken(call));
        } catch (RejectedExecutionException e) {
            // A message of a cancelled task that came after the end.
        }
    }

    private void runUnlessBroken(Consumer<SweepRecorder> call) {
        if (error.isDone()) {
            return;
        }
        try {
            call.accept(recorder);
        } catch (Throwable e) { // an Error lost here would be a result lost in silence
            error.completeExceptionally(e);
            onError.run();
        }
    }

    /**
     * Waits for all calls before, then asks.
     *
     * @throws RuntimeException the first error of the calls before, if there was one
     */
    <T> T ask(Function<SweepRecorder, T> question) {
        try {
            return CompletableFuture.supplyAsync(() -> answer(question), thread).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /**
     * Waits for all calls before.
     *
     * @throws RuntimeException the first error of the calls before, if there was one
     */
    void requireNoError() {
        ask(recorded -> true);
    }

    private <T> T answer(Function<SweepRecorder, T> question) {
        error.getNow(null);
        return question.apply(recorder);
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
