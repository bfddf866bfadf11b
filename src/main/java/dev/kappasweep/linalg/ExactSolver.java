package dev.kappasweep.linalg;

import java.io.DataInput;
import java.io.DataOutput;

/** The triplet by a direct method in double precision, the eigenvalues of a Gram matrix: the reference for the others, and slow. */
public final class ExactSolver implements TopSingularTripletSolver {
    private final SingularTriplet triplet;
    private final TopByGram decomposition;

    public ExactSolver(Precision precision, int rows, int cols) {
        this.triplet = new SingularTriplet(precision, rows, cols);
        this.decomposition = new TopByGram(rows, cols);
    }

    @Override
    public SingularTriplet solve(Matrix matrix) {
        triplet.check(matrix);
        decomposition.solve(matrix, triplet);
        return triplet;
    }

    @Override
    public int steps() {
        return 1;
    }

    /** Writes nothing: every solve starts anew. */
    @Override
    public void save(DataOutput out) {}

    @Override
    public void restore(DataInput in) {}

    @Override
    public void close() {
        triplet.close();
    }
}
