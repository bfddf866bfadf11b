package dev.kappasweep.linalg;

import org.bytedeco.javacpp.Pointer;

/** What this JVM holds outside its heap through {@link Matrix} and the calls of BLAS, right now. */
public final class OffHeap {
    private OffHeap() {}

    /** Bytes allocated and not freed yet. */
    public static long bytes() {
        return Pointer.totalBytes();
    }

    /** Allocations not freed yet. */
    public static long allocations() {
        return Pointer.totalCount();
    }
}
