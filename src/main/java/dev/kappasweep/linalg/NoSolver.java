package dev.kappasweep.linalg;

import java.io.DataInput;
import java.io.DataOutput;

/** Stands where a penalty needs no triplet: it takes no steps, and finds sigma 0 with zero vectors whatever the matrix. */
public final class NoSolver implements OperatorTripletSolver {
    private final SingularTriplet triplet;

    public NoSolver(Precision precision, int rows, int cols) {
        this.triplet = new SingularTriplet(precision, rows, cols);
    }

    @Override
    public SingularTriplet solve(Matrix matrix) {
        triplet.check(matrix);
        return triplet;
    }

    @Override
    public SingularTriplet solve(LinearOperator operator) {
        triplet.check(operator);
        return triplet;
    }

    @Override
    public int steps() {
        return 0;
    }

    @Override
    public void save(DataOutput out) {}

    @Override
    public void restore(DataInput in) {}

    @Override
    public void close() {
        triplet.close();
    }
}
