package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Matrix;
import java.io.DataInput;
import java.io.DataOutput;

/** The penalty that is 0 everywhere. */
public final class NoPenalty implements Regularizer {
    @Override
    public double value(Matrix weights) {
        return 0;
    }

    @Override
    public double addGradient(Matrix weights, double lambda, Matrix gradient) {
        return 0;
    }

    @Override
    public int solverSteps() {
        return 0;
    }

    /** Writes nothing: there is no state. */
    @Override
    public void save(DataOutput out) {}

    @Override
    public void restore(DataInput in) {}

    @Override
    public void close() {}
}
