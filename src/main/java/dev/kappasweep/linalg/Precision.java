package dev.kappasweep.linalg;

import dev.kappasweep.kernel.DoubleKernels;
import dev.kappasweep.kernel.FloatKernels;
import dev.kappasweep.kernel.Kernels;
import org.nd4j.linalg.api.buffer.DataType;

/** The floating-point type of a {@link Matrix}. */
public enum Precision {
    FLOAT32(Float.BYTES, DataType.FLOAT, 0x1p-23),
    FLOAT64(Double.BYTES, DataType.DOUBLE, 0x1p-52);

    private final int bytes;
    private final DataType dataType;
    private final double epsilon;

    Precision(int bytes, DataType dataType, double epsilon) {
        this.bytes = bytes;
        this.dataType = dataType;
        this.epsilon = epsilon;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** ND4J's name for this type. */
    public DataType dataType() {
        return dataType;
    }

    /** The distance from 1 to the next larger number. */
    public double epsilon() {
        return epsilon;
    }

    /** The element-wise loops on numbers of this type. */
    public Kernels kernels() {
        return this == FLOAT32 ? FloatKernels.INSTANCE : DoubleKernels.INSTANCE;
    }
}
