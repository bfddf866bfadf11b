package dev.kappasweep.api;

import dev.kappasweep.run.SweepOutcome;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A sweep that is running on a thread of its own. So an interruption of the thread that waits for it never meets a file that is
 * being written or a Spark that is being started.
 */
public final class SweepRun {
    private final Cancellation cancellation = new Cancellation();
    private final FutureTask<SweepOutcome> work;

    private SweepRun(Work sweep) {
        this.work = new FutureTask<>(() -> sweep.run(cancellation));
    }

    /** What runs a sweep to its end, wherever that is. */
    @FunctionalInterface
    interface Work {
        SweepOutcome run(Cancellation cancellation) throws InterruptedException;
    }

    static SweepRun start(Work sweep) {
        SweepRun run = new SweepRun(sweep);
        new Thread(run.work, "kappasweep-sweep").start();
        return run;
    }

    public boolean isDone() {
        return work.isDone();
    }

    /** Stops the running trials within about two seconds; what is committed stays. Does not wait for it. */
    public void cancel() {
        cancellation.cancel();
    }

    /**
     * Waits for the end and returns the outcome.
     *
     * @throws InterruptedException if this thread is interrupted meanwhile; the sweep has been cancelled and has ended then
     * @throws RuntimeException the error that ended the sweep, as {@link Sweep#run} says
     */
    public SweepOutcome await() throws InterruptedException {
        try {
            return outcome();
        } catch (InterruptedException e) {
            cancel();
            awaitEnd();
            throw e;
        }
    }

    private SweepOutcome outcome() throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** A second interruption while the sweep ends is too late to mean anything. */
    private void awaitEnd() {
        while (!work.isDone()) {
            try {
                work.get();
            } catch (InterruptedException | ExecutionException e) {
                // The loop tells the end; the caller is told of the interruption in either case.
            }
        }
    }
}
