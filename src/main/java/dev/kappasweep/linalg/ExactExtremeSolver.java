package dev.kappasweep.linalg;

import java.io.DataInput;
import java.io.DataOutput;

/** Both triplets by full singular value decomposition in double precision: the reference, and slow. */
public final class ExactExtremeSolver implements ExtremeTripletsSolver {
    private final SingularTriplet top;
    private final SingularTriplet bottom;
    private final ThinSvd svd;
    private final int nu;

    public ExactExtremeSolver(Precision precision, int rows, int cols) {
        this.top = new SingularTriplet(precision, rows, cols);
        this.bottom = new SingularTriplet(precision, rows, cols);
        this.svd = new ThinSvd(rows, cols);
        this.nu = Math.min(rows, cols);
    }

    @Override
    public void solve(Matrix matrix) {
        top.check(matrix);
        svd.decompose(matrix);
        svd.copy(0, matrix, top);
        svd.copy(Math.max(rank(matrix) - 1, 0), matrix, bottom);
    }

    private int rank(Matrix matrix) {
        double zero = Spectrum.zero(matrix.rows(), matrix.cols(), svd.sigma(0));
        int rank = 0;
        while (rank < nu && svd.sigma(rank) > zero) {
            rank++;
        }
        return rank;
    }

    @Override
    public SingularTriplet top() {
        return top;
    }

    @Override
    public SingularTriplet bottom() {
        return bottom;
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
        top.close();
        bottom.close();
    }
}
