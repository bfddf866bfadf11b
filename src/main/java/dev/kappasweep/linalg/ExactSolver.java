package dev.kappasweep.linalg;

/** The triplet by full singular value decomposition in double precision: the reference for the others, and slow. */
public final class ExactSolver implements TopSingularTripletSolver {
    private final TripletBuffer triplet;
    private final double[] left;
    private final double[] rightTransposed;
    private final double[] sigmas;
    private double sigma;

    public ExactSolver(Precision precision, int rows, int cols) {
        int nu = Math.min(rows, cols);
        this.triplet = new TripletBuffer(precision, rows, cols);
        this.left = new double[rows * nu];
        this.rightTransposed = new double[nu * cols];
        this.sigmas = new double[nu];
    }

    @Override
    public void solve(Matrix matrix) {
        triplet.check(matrix);
        Lapack.svd(matrix.rows(), matrix.cols(), matrix.toArray(), left, rightTransposed, sigmas);
        for (int i = 0; i < matrix.cols(); i++) {
            triplet.v().set(i, rightTransposed[i]);
        }
        triplet.completeFromV(matrix);
        sigma = sigmas[0];
        for (int i = 0; sigma > 0 && i < matrix.rows(); i++) {
            triplet.u().set(i, left[i * sigmas.length]);
        }
    }

    @Override
    public double sigma() {
        return sigma;
    }

    @Override
    public Matrix u() {
        return triplet.u();
    }

    @Override
    public Matrix v() {
        return triplet.v();
    }

    @Override
    public int steps() {
        return 1;
    }

    @Override
    public double residual() {
        return triplet.residual();
    }

    @Override
    public void close() {
        triplet.close();
    }
}
