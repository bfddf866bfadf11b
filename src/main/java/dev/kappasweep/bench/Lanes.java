package dev.kappasweep.bench;

import dev.kappasweep.linalg.OpenBlas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Runs the same work several times side by side, each on a thread of its own with one thread of BLAS, as on a busy executor. */
final class Lanes {
    private Lanes() {}

    /** Where the lanes wait for each other. */
    static final class Together {
        private final CyclicBarrier barrier;

        private Together(int lanes) {
            this.barrier = new CyclicBarrier(lanes);
        }

        /** Returns when every lane has called it. */
        void await() {
            try {
                barrier.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (BrokenBarrierException e) {
                throw new IllegalStateException("another lane failed", e);
            }
        }
    }

    /** What each lane gave. */
    static <T> List<T> run(int lanes, Function<Together, T> work) {
        OpenBlas.useOneThread();
        ExecutorService threads = Executors.newFixedThreadPool(lanes);
        try {
            Together together = new Together(lanes);
            Callable<T> lane = () -> runOrReleaseOthers(work, together);
            List<T> results = new ArrayList<>();
            for (Future<T> future : threads.invokeAll(Collections.nCopies(lanes, lane))) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a lane failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A lane that fails must not leave the others waiting for it. */
    private static <T> T runOrReleaseOthers(Function<Together, T> work, Together together) {
        try {
            return work.apply(together);
        } catch (RuntimeException | Error e) {
            together.barrier.reset();
            throw e;
        }
    }
}
