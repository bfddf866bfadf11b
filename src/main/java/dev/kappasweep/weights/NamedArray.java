package dev.kappasweep.weights;

import dev.kappasweep.sweep.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Collectors;

/** A matrix or a vector under its name, row by row without gaps. */
public final class NamedArray {
    private final String name;
    private final NumberType type;
    private final List<Integer> shape;
    private final byte[] bytes;

    /**
     * Takes {@code bytes} over, which nobody changes any more.
     *
     * @param shape one size of a vector, rows and columns of a matrix
     * @throws IllegalArgumentException if there are not as many bytes as the shape says
     */
    public NamedArray(String name, NumberType type, List<Integer> shape, byte[] bytes) {
        this.name = name;
        this.type = type;
        this.shape = List.copyOf(shape);
        this.bytes = bytes;
        if (bytes.length != size(type, this.shape)) {
            throw new IllegalArgumentException(name + " has " + bytes.length + " bytes, expected " + size(type, shape)
                    + " for shape " + shapeText());
        }
    }

    /** In bytes; of a shape that no array has it is too large for one. */
    static long size(NumberType type, List<Integer> shape) {
        long size = type.bytes();
        for (int length : shape) {
            size = size > Integer.MAX_VALUE ? size : size * length;
        }
        return size;
    }

    public String name() {
        return name;
    }

    public NumberType type() {
        return type;
    }

    public List<Integer> shape() {
        return shape;
    }

    /** {@code 2048 x 784}. */
    public String shapeText() {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    /** A view that cannot be written, in the order of the type. */
    public ByteBuffer bytes() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(type.order());
    }

    /** Of the bytes of all arrays one after another: {@code weights_sha256} of the final weights and biases of a trial. */
    public static String sha256(List<NamedArray> arrays) {
        MessageDigest digest = Sha256.digest();
        arrays.forEach(array -> digest.update(array.bytes));
        return Sha256.hex(digest);
    }
}
