package dev.kappasweep.nn;

import dev.kappasweep.kernel.OptimizerStep;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/** The weights W of a dense layer, outputs x inputs, with all that training needs of them. */
public abstract sealed class Weights implements AutoCloseable, Checkpointed permits DenseWeights, PanelWeights {
    /** The numbers as they are now; not to be written to but by {@link #edit}. */
    public abstract Matrix value();

    /** Lets {@code editor} write other numbers. */
    public abstract void edit(Consumer<Matrix> editor);

    /** Takes in the input of the next {@link #forward}, of which nothing changes until then; may be called during {@link #update}. */
    void prepare(Matrix input) {}

    /** output = input W^T + bias, in training. */
    abstract void forward(Matrix input, Matrix bias, Matrix output);

    /**
     * Makes the gradient that of the loss.
     *
     * @param delta the derivative of the loss by the output of the last {@link #forward}, unchanged until {@link #update}
     * @param deltaSums its column sums, likewise
     * @param input of the last {@link #forward}
     */
    abstract void backward(Matrix delta, Matrix deltaSums, Matrix input);

    /**
     * One step along the gradient.
     *
     * @param beside what else is to be done, at once with it and by one thread
     */
    abstract void update(OptimizerStep step, Runnable beside);

    /** Bytes on the Java heap; all else that they hold is off the heap. */
    abstract long heapBytes();

    /** Writes the values and the optimiser's moments; the gradient is computed anew at every step. */
    @Override
    public abstract void save(DataOutput out) throws IOException;

    @Override
    public abstract void close();
}
