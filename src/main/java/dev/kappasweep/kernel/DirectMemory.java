package dev.kappasweep.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** Numbers in native byte order outside the Java heap, as the kernels take them. */
public final class DirectMemory {
    private final ByteBuffer bytes;
    private final FloatBuffer floats;
    private final DoubleBuffer doubles;
    private final Object view;

    /**
     * All of a buffer, from 0 to its capacity, whatever its position and limit.
     *
     * @throws IllegalArgumentException if the buffer is not a direct one
     */
    public DirectMemory(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("a buffer on the heap is not allowed, expected a direct one");
        }
        this.bytes = buffer.duplicate().clear().order(ByteOrder.nativeOrder());
        this.floats = bytes.asFloatBuffer();
        this.doubles = bytes.asDoubleBuffer();
        this.view = VectorAccess.CURRENT.view(bytes);
    }

    /** Refuses more floats than there are. */
    void requireFloats(long count) {
        Bounds.require(0, count, floats.capacity());
    }

    /** Refuses a matrix of more floats than there are. */
    void requireFloats(int rows, int cols) {
        requireFloats(Bounds.product(rows, cols));
    }

    /** Refuses more doubles than there are. */
    void requireDoubles(long count) {
        Bounds.require(0, count, doubles.capacity());
    }

    /** Refuses a matrix of more doubles than there are. */
    void requireDoubles(int rows, int cols) {
        requireDoubles(Bounds.product(rows, cols));
    }

    /** For numbers one by one. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** For many floats at once. */
    FloatBuffer floats() {
        return floats;
    }

    /** For many doubles at once. */
    DoubleBuffer doubles() {
        return doubles;
    }

    /** For vectors: what {@link VectorAccess} takes. */
    Object view() {
        return view;
    }
}
