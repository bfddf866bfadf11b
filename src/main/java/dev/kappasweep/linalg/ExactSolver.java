package dev.kappasweep.linalg;

import java.io.DataInput;
import java.io.DataOutput;

/** The triplet by full singular value decomposition in double precision: the reference for the others, and slow. */
public final class ExactSolver implements TopSingularTripletSolver {
    private final SingularTriplet triplet;
    private final ThinSvd svd;

    public ExactSolver(Precision precision, int rows, int cols) {
        this.triplet = new SingularTriplet(precision, rows, cols);
        this.svd = new ThinSvd(rows, cols);
    }

    @Override
    public SingularTriplet solve(Matrix matrix) {
        triplet.check(matrix);
        svd.decompose(matrix);
        for (int i = 0; i < matrix.cols(); i++) {
            triplet.v().set(i, svd.right(0, i));
        }
        triplet.completeFromV(matrix);
        for (int i = 0; triplet.sigma() > 0 && i < matrix.rows(); i++) {
            triplet.u().set(i, svd.left(0, i));
        }
        triplet.refineSigma(svd.sigma(0));
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
        svd.close();
    }
}
