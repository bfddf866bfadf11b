package dev.kappasweep.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers in native byte order outside the Java heap, as the kernels take them. */
public final class DirectMemory {
    private final ByteBuffer bytes;
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
        this.view = VectorAccess.CURRENT.view(bytes);
    }

    /** For numbers one by one. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** For vectors: what {@link VectorAccess} takes. */
    Object view() {
        return view;
    }
}
