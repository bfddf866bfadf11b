package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;

/** W^T W or W W^T, whichever is smaller: nu x nu. Its eigenvalues are the squares of the singular values of W. */
final class SmallerGram implements AutoCloseable {
    private final boolean isTall;
    private final Matrix gram;

    SmallerGram(Precision precision, int rows, int cols) {
        this.isTall = rows >= cols;
        int nu = Math.min(rows, cols);
        this.gram = Matrix.zeros(precision, nu, nu);
    }

    /** Computes the Gram matrix of {@code weights} and returns it, until the next call; it may be changed in between. */
    Matrix of(Matrix weights) {
        if (isTall) {
            Blas.columnGram(weights, gram);
        } else {
            Blas.rowGram(weights, gram);
        }
        return gram;
    }

    /** product += alpha times (weights times G, or G times weights, as their sizes demand); G is overwritten. */
    void addProduct(double alpha, Matrix weights, Matrix product) {
        Blas.scale(alpha, gram);
        if (isTall) {
            Blas.addProduct(weights, gram, product);
        } else {
            Blas.addProduct(gram, weights, product);
        }
    }

    @Override
    public void close() {
        gram.close();
    }
}
