package dev.kappasweep.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Lets work end in order when the JVM is told to stop, as by Ctrl-C. The hook is one of Hadoop's, ahead of the one by which
 * Spark stops itself, since results still have to be committed; plain hooks would run at the same time.
 */
final class Interruption {
    /** Spark's own hooks have 40 to 50; a higher one is earlier. */
    private static final int BEFORE_SPARK = 100;

    private static final int MOST_SECONDS = 20;

    private Interruption() {}

    /**
     * Does {@code work} on the calling thread.
     *
     * @param cancel makes the work return soon; called on another thread when the JVM is told to stop, which then waits for the
     *     work for at most 20 s
     */
    static <T> T cancelling(Runnable cancel, Callable<T> work) throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        Runnable hook = () -> cancelAndWait(cancel, ended);
        ShutdownHookManager hooks = ShutdownHookManager.get();
        CtrlC.install(hooks);
        hooks.addShutdownHook(hook, BEFORE_SPARK, MOST_SECONDS, TimeUnit.SECONDS);
        try {
            return work.call();
        } finally {
            ended.countDown();
            if (!isUnderWay()) {
                hooks.removeShutdownHook(hook);
            }
        }
    }

    /** Whether the JVM is ending. */
    static boolean isUnderWay() {
        return ShutdownHookManager.get().isShutdownInProgress();
    }

    private static void cancelAndWait(Runnable cancel, CountDownLatch ended) {
        cancel.run();
        try {
            ended.await();
        } catch (InterruptedException e) {
            // The time of the hook is over.
            Thread.currentThread().interrupt();
        }
    }
}
