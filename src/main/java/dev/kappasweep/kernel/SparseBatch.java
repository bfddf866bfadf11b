package dev.kappasweep.kernel;

import static dev.kappasweep.kernel.FloatVectors.LANES;
import static dev.kappasweep.kernel.FloatVectors.SPECIES;
import static dev.kappasweep.kernel.FloatVectors.get;
import static dev.kappasweep.kernel.FloatVectors.load;

import java.nio.ByteBuffer;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A batch of inputs as a constant plus what differs from it, row by row and input by input. Images are mostly background: of
 * MNIST's pixels four in five are, and products with the batch need only the others and a sum.
 */
public final class SparseBatch {
    /** Inputs whose weights in a panel stay in the first-level cache while the rows are multiplied by them; fits a byte. */
    static final int CHUNK = 112;

    private static final long LOW_BITS = 0xffffffffL;

    private final int maxRows;
    private final int inputs;
    private final int chunks;
    private int rows;
    private float background;

    /**
     * The elements by chunk and row, in the order of the inputs: from {@link #first} of the row to that of the next, an even
     * number, the last may be a zero.
     */
    private final int[] first;

    /** Counted from the first input of the chunk. */
    final byte[] input;

    final float[] valueByRow;

    /** The elements by input, in the order of the rows: from start[input] to start[input + 1]. */
    final int[] start;

    final int[] row;
    final float[] value;

    /**
     * Holds batches of up to {@code maxRows} rows.
     *
     * @param inputs numbers in a row
     */
    public SparseBatch(int maxRows, int inputs) {
        this.maxRows = maxRows;
        this.inputs = inputs;
        this.chunks = (inputs + CHUNK - 1) / CHUNK;
        int most = Math.multiplyExact(maxRows, inputs);
        this.first = new int[chunks * maxRows + 1];
        // A zero for each row and chunk, and one more, since an element is written before it is known whether it
        // counts.
        int listed = Math.addExact(most, maxRows * chunks + 1);
        this.input = new byte[listed];
        this.valueByRow = new float[listed];
        this.start = new int[inputs + 1];
        this.row = new int[most];
        this.value = new float[most];
    }

    /** What it holds on the heap. */
    public long bytes() {
        return (long) (first.length + start.length + row.length) * Integer.BYTES
                + (long) (valueByRow.length + value.length) * Float.BYTES
                + input.length;
    }

    /**
     * Takes a batch in; its smallest number is the background.
     *
     * @param batch rows x inputs floats
     * @param newRows at most as many as it was made for
     */
    public void assign(DirectMemory batch, int newRows) {
        Bounds.require(0, newRows, maxRows);
        batch.requireFloats(newRows, inputs);
        rows = newRows;
        background = smallest(batch, rows * inputs);
        ByteBuffer bytes = batch.bytes();
        Arrays.fill(start, 0);
        int count = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            for (int i = 0; i < rows; i++) {
                first[chunk * rows + i] = count;
                count = padded(first[chunk * rows + i], assign(bytes, i, chunk * CHUNK, count));
            }
        }
        first[chunks * rows] = count;
        orderByInput();
    }

    /** Makes the number of elements of a row and chunk even, by a zero, and returns how many are listed by then. */
    private int padded(int from, int count) {
        if ((count - from) % 2 == 0) {
            return count;
        }
        input[count] = 0;
        valueByRow[count] = 0;
        return count + 1;
    }

    /**
     * Lists the elements of one row and chunk, counts them for their inputs, and returns how many are listed by then. Looks at
     * pairs first, since most of them are background.
     */
    private int assign(ByteBuffer batch, int i, int from, int listed) {
        int count = listed;
        int to = Math.min(inputs, from + CHUNK);
        long bits = Float.floatToRawIntBits(background) & LOW_BITS;
        long pair = bits << Float.SIZE | bits;
        int j = from;
        for (int at = (i * inputs + from) * Float.BYTES; j + 1 < to; j += 2, at += 2 * Float.BYTES) {
            if (batch.getLong(at) != pair) {
                count = assignOne(batch.getFloat(at), j, from, count);
                count = assignOne(batch.getFloat(at + Float.BYTES), j + 1, from, count);
            }
        }
        return j < to ? assignOne(batch.getFloat((i * inputs + j) * Float.BYTES), j, from, count) : count;
    }

    private int assignOne(float number, int j, int from, int count) {
        float difference = number - background;
        input[count] = (byte) (j - from);
        valueByRow[count] = difference;
        int counts = difference != 0 ? 1 : 0;
        start[j + 1] += counts;
        return count + counts;
    }

    private void orderByInput() {
        for (int j = 0; j < inputs; j++) {
            start[j + 1] += start[j];
        }
        for (int chunk = 0; chunk < chunks; chunk++) {
            for (int i = 0; i < rows; i++) {
                int end = first(chunk, i + 1);
                for (int k = first(chunk, i); k < end; k++) {
                    if (valueByRow[k] != 0) {
                        int at = start[chunk * CHUNK + input[k]]++;
                        row[at] = i;
                        value[at] = valueByRow[k];
                    }
                }
            }
        }
        // Each has moved to where the next input's elements begin.
        System.arraycopy(start, 0, start, 1, inputs);
        start[0] = 0;
    }

    private static float smallest(DirectMemory batch, int count) {
        Object view = batch.view();
        FloatVector smallest = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
        int bound = SPECIES.loopBound(count);
        for (int i = 0; i < bound; i += LANES) {
            smallest = smallest.min(load(view, i));
        }
        float least = smallest.reduceLanes(VectorOperators.MIN); // has one value in any order
        for (int i = bound; i < count; i++) {
            least = Math.min(least, get(batch, i));
        }
        return least;
    }

    int rows() {
        return rows;
    }

    int inputs() {
        return inputs;
    }

    int chunks() {
        return chunks;
    }

    /** The first element of row {@code i} in {@code chunk}; of the number of rows: the end of the last. */
    int first(int chunk, int i) {
        return first[chunk * rows + i];
    }

    /** What every element is but for those listed. */
    float background() {
        return background;
    }

    /** The number of elements that differ from the background. */
    public int size() {
        return start[inputs];
    }
}
