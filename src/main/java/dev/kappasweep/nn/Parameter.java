package dev.kappasweep.nn;

import dev.kappasweep.kernel.OptimizerStep;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Numbers that training changes, with their gradient and the optimiser's two moments, all of one size. */
public final class Parameter implements AutoCloseable, Checkpointed {
    private final Matrix value;
    private final Matrix gradient;
    private final Matrix firstMoment;
    private final Matrix secondMoment;

    Parameter(Precision precision, int rows, int cols) {
        this.value = Matrix.zeros(precision, rows, cols);
        this.gradient = Matrix.zeros(precision, rows, cols);
        this.firstMoment = Matrix.zeros(precision, rows, cols);
        this.secondMoment = Matrix.zeros(precision, rows, cols);
    }

    /** The numbers as they are now. */
    public Matrix value() {
        return value;
    }

    /** The derivative of the objective by {@link #value}. */
    Matrix gradient() {
        return gradient;
    }

    /** One step along the gradient. */
    void update(OptimizerStep step) {
        step.update(
                value.precision().kernels(),
                value.memory(),
                gradient.memory(),
                firstMoment.memory(),
                secondMoment.memory(),
                value.size());
    }

    /** Writes the values and the optimiser's moments; the gradient is computed anew at every step. */
    @Override
    public void save(DataOutput out) throws IOException {
        value.save(out);
        firstMoment.save(out);
        secondMoment.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        value.restore(in);
        firstMoment.restore(in);
        secondMoment.restore(in);
    }

    @Override
    public void close() {
        value.close();
        gradient.close();
        firstMoment.close();
        secondMoment.close();
    }
}
