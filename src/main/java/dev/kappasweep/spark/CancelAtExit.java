package dev.kappasweep.spark;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While open, the end of the JVM calls a cancellation and waits, though not for long, until this is closed. */
final class CancelAtExit {
    private static final long LONGEST_WAIT_SECONDS = 3;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    CancelAtExit(Runnable cancel) {
        hook = new Thread(() -> cancelAndWait(cancel), "kappasweep-cancel");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void cancelAndWait(Runnable cancel) {
        cancel.run();
        try {
            if (!closed.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("kappasweep: the running trials did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the JVM is ending. */
    static boolean isExiting() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            return !Runtime.getRuntime().removeShutdownHook(probe);
        } catch (IllegalStateException e) {
            return true;
        }
    }

    void close() {
        closed.countDown();
        if (!isExiting()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
