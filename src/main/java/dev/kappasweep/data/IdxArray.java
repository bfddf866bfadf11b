package dev.kappasweep.data;

import dev.kappasweep.sweep.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What an IDX file of unsigned bytes holds. The values are shared, not copied. */
final class IdxArray {
    private static final int UNSIGNED_BYTE = 0x08;

    private final int[] shape;
    private final byte[] values;

    /**
     * @param shape the size of each dimension, slowest first
     * @param values unsigned bytes in row-major order; their number is the product of {@code shape}
     */
    IdxArray(int[] shape, byte[] values) {
        if (Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill " + Arrays.toString(shape));
        }
        this.shape = shape.clone();
        this.values = values;
    }

    /** The first four bytes of a file with so many dimensions. */
    static int magic(int dimensions) {
        return UNSIGNED_BYTE << 8 | dimensions;
    }

    /** The bytes before the values: the magic number and a 32-bit size per dimension. */
    static int headerLength(int dimensions) {
        return Integer.BYTES * (1 + dimensions);
    }

    int dimensions() {
        return shape.length;
    }

    int size(int dimension) {
        return shape[dimension];
    }

    byte[] values() {
        return values;
    }

    byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(headerLength(shape.length)).putInt(magic(shape.length));
        for (int size : shape) {
            header.putInt(size);
        }
        return header.array();
    }

    /** Digest of the file, header included, as it is when not compressed: 64 lower-case hexadecimal digits. */
    String sha256() {
        return Sha256.hex(header(), values);
    }
}
