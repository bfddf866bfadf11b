package dev.kappasweep.kernel;

import java.nio.ByteBuffer;

/**
 * A batch of inputs as a constant plus what differs from it, input by input. Images are mostly background: of MNIST's pixels
 * four in five are, and products with the batch need only the others and a sum.
 */
public final class SparseBatch {
    private final int inputs;
    final int[] start;
    final int[] row;
    final float[] value;
    private float background;

    /**
     * Holds batches of up to {@code maxRows} rows.
     *
     * @param inputs numbers in a row
     */
    public SparseBatch(int maxRows, int inputs) {
        this.inputs = inputs;
        this.start = new int[inputs + 1];
        // One more, since an element is written before it is known whether it counts.
        this.row = new int[maxRows * inputs + 1];
        this.value = new float[maxRows * inputs + 1];
    }

    /** What it holds on the heap. */
    public long bytes() {
        return (long) start.length * Integer.BYTES + (long) row.length * (Integer.BYTES + Float.BYTES);
    }

    /**
     * Takes a batch in; its smallest number is the background.
     *
     * @param batch rows x inputs floats
     */
    public void assign(ByteBuffer batch, int rows) {
        background = smallest(batch, rows * inputs);
        int count = 0;
        for (int input = 0; input < inputs; input++) {
            start[input] = count;
            for (int i = 0; i < rows; i++) {
                float difference = batch.getFloat((i * inputs + input) * Float.BYTES) - background;
                row[count] = i;
                value[count] = difference;
                count += difference != 0 ? 1 : 0;
            }
        }
        start[inputs] = count;
    }

    private static float smallest(ByteBuffer batch, int count) {
        float smallest = Float.POSITIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            smallest = Math.min(smallest, batch.getFloat(i * Float.BYTES));
        }
        return smallest;
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
