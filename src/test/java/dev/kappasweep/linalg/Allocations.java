package dev.kappasweep.linalg;

/** Memory outside the heap, of which the garbage collector knows nothing. */
public final class Allocations {
    private Allocations() {}

    /** How many pieces {@code action} has allocated and not freed; fewer where the collector frees some of others meanwhile. */
    public static long leftBy(Runnable action) {
        long before = OffHeap.allocations();
        action.run();
        return OffHeap.allocations() - before;
    }
}
