package dev.kappasweep.trial;

import java.util.Arrays;

/**
 * The top singular triplet of one small matrix that changes little between solves, in double precision on heap arrays: for
 * matrices so small that calling LAPACK costs more than the arithmetic.
 *
 * <p>A solve brings the Gram matrix of the smaller side into the eigenvector basis of the last solve, where it is nearly
 * diagonal, and makes it diagonal by cyclic Jacobi sweeps (Golub and Van Loan, Matrix Computations, 8.5). The result is that of
 * a full decomposition, also where the largest singular values are equal; then the triplet is one of the possible ones.
 */
final class TopTriplet {
    /** Off-diagonal elements below this share of the trace are rounding. */
    private static final double ZERO = 1e-17;

    private static final int MOST_SWEEPS = 60;

    private final int rows;
    private final int cols;
    private final int k;
    private final boolean isWide;
    private final double[] gram;
    private final double[] basis;
    private final double[] product;
    private final double[] u;
    private final double[] v;
    private double sigma;

    TopTriplet(int rows, int cols) {
        this.rows = rows;
        this.cols = cols;
        this.k = Math.min(rows, cols);
        this.isWide = rows <= cols;
        this.gram = new double[k * k];
        this.basis = new double[k * k];
        this.product = new double[k * k];
        this.u = new double[rows];
        this.v = new double[cols];
        forget();
    }

    /** Starts from no basis: the next solve then does not depend on those before, and rounding does not add up for ever. */
    void forget() {
        Arrays.fill(basis, 0);
        for (int i = 0; i < k; i++) {
            basis[i * k + i] = 1;
        }
    }

    /**
     * Finds sigma_1, u_1 and v_1.
     *
     * @param w rows x cols, row by row
     * @return the number of Jacobi sweeps
     */
    int solve(double[] w) {
        computeGram(w);
        intoBasis();
        int sweeps = 0;
        while (sweeps < MOST_SWEEPS && sweep()) {
            sweeps++;
        }
        takeLargest(w);
        return sweeps;
    }

    double sigma() {
        return sigma;
    }

    /** Of length rows; overwritten by the next solve. */
    double[] u() {
        return u;
    }

    /** Of length cols; overwritten by the next solve. */
    double[] v() {
        return v;
    }

    private void computeGram(double[] w) {
        if (isWide) {
            for (int i = 0; i < k; i++) {
                for (int j = 0; j <= i; j++) {
                    double sum = dot(w, i * cols, w, j * cols, cols);
                    gram[i * k + j] = sum;
                    gram[j * k + i] = sum;
                }
            }
            return;
        }
        Arrays.fill(gram, 0);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < k; i++) {
                addScaled(w[row * cols + i], w, row * cols, gram, i * k, k);
            }
        }
    }

    /** gram = basis gram basis^T; the basis holds one eigenvector a row. */
    private void intoBasis() {
        Arrays.fill(product, 0);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                addScaled(basis[i * k + j], gram, j * k, product, i * k, k);
            }
        }
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = dot(product, i * k, basis, j * k, k);
                gram[i * k + j] = sum;
                gram[j * k + i] = sum;
            }
        }
    }

    /** Rotates every off-diagonal element to 0 once; whether there was one to rotate. */
    private boolean sweep() {
        double trace = 0;
        for (int i = 0; i < k; i++) {
            trace += gram[i * k + i];
        }
        boolean rotated = false;
        for (int p = 0; p < k; p++) {
            for (int q = p + 1; q < k; q++) {
                if (Math.abs(gram[p * k + q]) > ZERO * trace) {
                    rotate(p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private void rotate(int p, int q) {
        double theta = (gram[q * k + q] - gram[p * k + p]) / (2 * gram[p * k + q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        turnRows(gram, p, q, c, s);
        for (int i = 0; i < k; i++) {
            double left = gram[i * k + p];
            double right = gram[i * k + q];
            gram[i * k + p] = c * left - s * right;
            gram[i * k + q] = s * left + c * right;
        }
        gram[p * k + q] = 0;
        gram[q * k + p] = 0;
        turnRows(basis, p, q, c, s);
    }

    private void turnRows(double[] a, int p, int q, double c, double s) {
        for (int j = 0; j < k; j++) {
            double upper = a[p * k + j];
            double lower = a[q * k + j];
            a[p * k + j] = c * upper - s * lower;
            a[q * k + j] = s * upper + c * lower;
        }
    }

    private void takeLargest(double[] w) {
        int top = 0;
        for (int i = 1; i < k; i++) {
            top = gram[i * k + i] > gram[top * k + top] ? i : top;
        }
        sigma = Math.sqrt(Math.max(gram[top * k + top], 0));
        double scale = sigma == 0 ? 0 : 1 / sigma;
        if (isWide) {
            System.arraycopy(basis, top * k, u, 0, k);
            Arrays.fill(v, 0);
            for (int i = 0; i < rows; i++) {
                addScaled(scale * u[i], w, i * cols, v, 0, cols);
            }
        } else {
            System.arraycopy(basis, top * k, v, 0, k);
            for (int i = 0; i < rows; i++) {
                u[i] = scale * dot(w, i * cols, v, 0, cols);
            }
        }
    }

    static double dot(double[] a, int aFrom, double[] b, int bFrom, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += a[aFrom + i] * b[bFrom + i];
        }
        return sum;
    }

    static void addScaled(double factor, double[] a, int aFrom, double[] b, int bFrom, int length) {
        for (int i = 0; i < length; i++) {
            b[bFrom + i] += factor * a[aFrom + i];
        }
    }
}
