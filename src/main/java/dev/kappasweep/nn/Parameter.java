package dev.kappasweep.nn;

import dev.kappasweep.kernel.DirectMemory;
import dev.kappasweep.kernel.OptimizerStep;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** Numbers that training changes, with their gradient and the optimiser's moments, all of one size. */
public final class Parameter implements AutoCloseable, Checkpointed {
    private final Matrix value;
    private final Matrix gradient;
    private final List<Matrix> moments;
    private final List<DirectMemory> memoryOfMoments;

    /** @param moments how many the optimiser has */
    Parameter(Precision precision, int rows, int cols, int moments) {
        this.value = Matrix.zeros(precision, rows, cols);
        this.gradient = Matrix.zeros(precision, rows, cols);
        this.moments = Stream.generate(() -> Matrix.zeros(precision, rows, cols))
                .limit(moments)
                .toList();
        this.memoryOfMoments = this.moments.stream().map(Matrix::memory).toList();
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
        step.update(value.precision().kernels(), value.memory(), gradient.memory(), memoryOfMoments, value.size());
    }

    /** Writes the values and the optimiser's moments; the gradient is computed anew at every step. */
    @Override
    public void save(DataOutput out) throws IOException {
        value.save(out);
        for (Matrix moment : moments) {
            moment.save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        value.restore(in);
        for (Matrix moment : moments) {
            moment.restore(in);
        }
    }

    @Override
    public void close() {
        value.close();
        gradient.close();
        moments.forEach(Matrix::close);
    }
}
