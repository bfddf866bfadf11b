package dev.kappasweep.nn;

import dev.kappasweep.kernel.AdamStep;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;
import java.io.DataOutput;
import java.io.IOException;

/** Numbers that training changes, one matrix of them. */
public abstract sealed class Parameter implements AutoCloseable, Checkpointed permits DenseParameter, PanelParameter {
    /** The numbers as they are now; to be written to only before training. */
    public abstract Matrix value();

    /**
     * The derivative of the objective by {@link #value}.
     *
     * @throws IllegalStateException if it is never stored, see {@link PanelParameter}
     */
    public abstract Matrix gradient();

    /** One step of Adam along the gradient. */
    abstract void update(AdamStep step);

    /** The penalty that {@link #update} added by itself at the last step, times lambda. */
    double lastPenalty() {
        return 0;
    }

    /** Steps that a solver took for it. */
    int lastSolverSteps() {
        return 0;
    }

    /** Bytes on the Java heap; all else that it holds is off the heap. */
    long heapBytes() {
        return 0;
    }

    /** Writes the values and Adam's moments; the gradient is computed anew at every step. */
    @Override
    public abstract void save(DataOutput out) throws IOException;

    @Override
    public abstract void close();
}
