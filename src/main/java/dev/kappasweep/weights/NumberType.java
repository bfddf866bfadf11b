package dev.kappasweep.weights;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/** How the numbers of an array are stored; all are IEEE 754. */
public enum NumberType {
    LITTLE_ENDIAN_FLOAT("<f4", Float.BYTES),
    BIG_ENDIAN_FLOAT(">f4", Float.BYTES),
    LITTLE_ENDIAN_DOUBLE("<f8", Double.BYTES),
    BIG_ENDIAN_DOUBLE(">f8", Double.BYTES);

    private final String numpyName;
    private final int bytes;

    NumberType(String numpyName, int bytes) {
        this.numpyName = numpyName;
        this.bytes = bytes;
    }

    /** Floats as they lie in the memory of this machine. */
    public static NumberType nativeFloat() {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? LITTLE_ENDIAN_FLOAT : BIG_ENDIAN_FLOAT;
    }

    static Optional<NumberType> named(String numpyName) {
        return Arrays.stream(values())
                .filter(type -> type.numpyName.equals(numpyName))
                .findFirst();
    }

    /** As in numpy's {@code dtype}. */
    public String numpyName() {
        return numpyName;
    }

    /** Of one number. */
    public int bytes() {
        return bytes;
    }

    public ByteOrder order() {
        return this == LITTLE_ENDIAN_FLOAT || this == LITTLE_ENDIAN_DOUBLE
                ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN;
    }
}
