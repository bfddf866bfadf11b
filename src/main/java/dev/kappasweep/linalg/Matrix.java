package dev.kappasweep.linalg;

import dev.kappasweep.kernel.DirectMemory;
import dev.kappasweep.kernel.MatrixProducts.Vectors;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A dense matrix in memory outside the Java heap, row by row without gaps.
 *
 * <p>The memory belongs to the matrix that allocated it and is freed by {@link #close()}, at once; views share it. ND4J frees
 * its own arrays only when the garbage collector happens to run, which a trial that holds tens of megabytes cannot wait for.
 */
public final class Matrix implements LinearOperator, AutoCloseable, Checkpointed {
    private static final int COPY_BYTES = 1 << 16;

    // A cache line: vector loads from the start never straddle two, and no two matrices share one.
    private static final int ALIGNMENT = 64;

    private final Precision precision;
    private final int rows;
    private final int cols;
    private final BytePointer memory;
    private final Pointer elements;
    private final ByteBuffer bytes;
    private final FloatBuffer floats;
    private final DirectMemory direct;
    private final Vectors rowVectors;
    private final Vectors columnVectors;
    private final @Nullable BytePointer owned;

    /** @param memory starts at the first element and ends behind the last one */
    private Matrix(Precision precision, int rows, int cols, BytePointer memory, @Nullable BytePointer owned) {
        this.precision = precision;
        this.rows = rows;
        this.cols = cols;
        this.memory = memory;
        this.owned = owned;
        this.bytes = memory.asByteBuffer().order(ByteOrder.nativeOrder());
        this.floats = bytes.asFloatBuffer();
        this.direct = new DirectMemory(bytes);
        this.rowVectors = new Vectors(direct, cols, 1);
        this.columnVectors = new Vectors(direct, 1, cols);
        this.elements = precision == Precision.FLOAT32 ? new FloatPointer(memory) : new DoublePointer(memory);
    }

    /**
     * A new matrix of zeros.
     *
     * @throws IllegalArgumentException if a size is below 1 or the matrix would have 2^31 bytes or more
     */
    public static Matrix zeros(Precision precision, int rows, int cols) {
        long size = (long) rows * cols * precision.bytes();
        if (rows < 1 || cols < 1 || size > Integer.MAX_VALUE - ALIGNMENT) {
            throw new IllegalArgumentException(
                    "a matrix of " + rows + " x " + cols + " is not allowed, expected at least 1 x 1 and below 2 GiB");
        }
        BytePointer owned = new BytePointer(size + ALIGNMENT).fill(0);
        long misalignment = owned.address() & (ALIGNMENT - 1);
        long start = misalignment == 0 ? 0 : ALIGNMENT - misalignment;
        return new Matrix(precision, rows, cols, part(owned, start, size), owned);
    }

    private static BytePointer part(BytePointer memory, long start, long size) {
        return memory.getPointer(start).capacity(size);
    }

    /** A new matrix with the given elements, row by row. */
    public static Matrix of(Precision precision, int rows, int cols, double... elements) {
        Matrix matrix = zeros(precision, rows, cols);
        matrix.assign(elements);
        return matrix;
    }

    /** The rows from {@code from} (inclusive) to {@code to} (exclusive), sharing this matrix's memory. */
    public Matrix rowRange(int from, int to) {
        if (from < 0 || to > rows || from >= to) {
            throw new IndexOutOfBoundsException("rows " + from + " to " + to + " of " + rows);
        }
        long rowBytes = (long) cols * precision.bytes();
        return new Matrix(precision, to - from, cols, part(memory, from * rowBytes, (to - from) * rowBytes), null);
    }

    public Precision precision() {
        return precision;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int cols() {
        return cols;
    }

    /** The number of elements. */
    public int size() {
        return rows * cols;
    }

    @Override
    public void multiply(Matrix vectors, Matrix products) {
        Blas.multiply(vectors, this, products);
    }

    @Override
    public void multiplyTransposed(Matrix vectors, Matrix products) {
        Blas.multiplyTransposed(vectors, this, products);
    }

    public double get(int row, int col) {
        return get(row * cols + col);
    }

    public void set(int row, int col, double value) {
        set(row * cols + col, value);
    }

    /** The element at {@code index} in row-major order. */
    public double get(int index) {
        return precision == Precision.FLOAT32
                ? bytes.getFloat(index * Float.BYTES)
                : bytes.getDouble(index * Double.BYTES);
    }

    /** Sets the element at {@code index} in row-major order. */
    public void set(int index, double value) {
        if (precision == Precision.FLOAT32) {
            bytes.putFloat(index * Float.BYTES, (float) value);
        } else {
            bytes.putDouble(index * Double.BYTES, value);
        }
    }

    /** Sets all elements, given row by row. */
    public void assign(double... values) {
        if (values.length != size()) {
            throw new IllegalArgumentException(values.length + " values for a matrix of " + rows + " x " + cols);
        }
        for (int i = 0; i < values.length; i++) {
            set(i, values[i]);
        }
    }

    /** Sets the elements of one row. */
    void assignRow(int row, double[] values) {
        for (int j = 0; j < cols; j++) {
            set(row, j, values[j]);
        }
    }

    /** Copies the elements of a matrix of the same size and precision. */
    public void assign(Matrix other) {
        if (other.rows != rows || other.cols != cols || other.precision != precision) {
            throw new IllegalArgumentException(other + " does not fit " + this);
        }
        bytes.put(0, other.bytes, 0, bytes.capacity());
    }

    /** Writes rows, columns and all elements in native byte order. */
    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(rows);
        out.writeInt(cols);
        byte[] part = new byte[Math.min(COPY_BYTES, bytes.capacity())];
        for (int from = 0; from < bytes.capacity(); from += part.length) {
            int length = Math.min(part.length, bytes.capacity() - from);
            bytes.get(from, part, 0, length);
            out.write(part, 0, length);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        int savedRows = in.readInt();
        int savedCols = in.readInt();
        if (savedRows != rows || savedCols != cols) {
            throw new IOException("a matrix of " + savedRows + " x " + savedCols + " does not fit " + this);
        }
        byte[] part = new byte[Math.min(COPY_BYTES, bytes.capacity())];
        for (int from = 0; from < bytes.capacity(); from += part.length) {
            int length = Math.min(part.length, bytes.capacity() - from);
            in.readFully(part, 0, length);
            bytes.put(from, part, 0, length);
        }
    }

    /** Sets every element to zero. */
    public void clear() {
        Pointer.memset(memory, 0, bytes.capacity());
    }

    /** All elements row by row, in a new array. */
    public double[] toArray() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i);
        }
        return values;
    }

    /** The elements as they lie in memory, row by row in native byte order; writes go to this matrix. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** {@link #bytes} as floats; only for a float32 matrix. */
    public FloatBuffer floats() {
        if (precision != Precision.FLOAT32) {
            throw new IllegalStateException(this + " does not hold floats");
        }
        return floats;
    }

    /** {@link #bytes} as the kernels take them. */
    public DirectMemory memory() {
        return direct;
    }

    /** Its rows, as products take them. */
    Vectors rowVectors() {
        return rowVectors;
    }

    /** Its columns, as products take them. */
    Vectors columnVectors() {
        return columnVectors;
    }

    /** This matrix as an ND4J array that shares its memory: valid until {@link #close()}. */
    public INDArray array() {
        return Nd4j.create(Nd4j.createBuffer(elements, size(), precision.dataType()), new long[] {rows, cols});
    }

    /** The first element's address, typed: a FloatPointer or a DoublePointer. */
    Pointer elements() {
        return elements;
    }

    @Override
    public void close() {
        if (owned != null) {
            owned.deallocate();
        }
    }

    @Override
    public String toString() {
        return rows + " x " + cols + " " + precision;
    }
}
