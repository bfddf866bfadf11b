package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;

/**
 * Adds nothing to the loss. After each update of the weights it moves them towards the matrices with orthonormal rows or
 * columns: W becomes (1 + beta) W - beta W W^T W, which takes each singular value sigma to sigma (1 + beta (1 - sigma^2)). Cisse et
 * al., Parseval networks, ICML 2017, algorithm 1; beta is the strength lambda. Above sigma^2 = 1 + 2/beta it diverges.
 */
public final class ParsevalRetraction implements Regularizer {
    private final SmallerGram gram;
    private final Matrix moved;

    /** For matrices of one size. */
    public ParsevalRetraction(Precision precision, int rows, int cols) {
        this.gram = new SmallerGram(precision, rows, cols);
        this.moved = Matrix.zeros(precision, rows, cols);
    }

    /** 0: the loss has no such term. */
    @Override
    public double value(Matrix weights) {
        return 0;
    }

    @Override
    public double addGradient(Matrix weights, double lambda, Matrix gradient) {
        return 0;
    }

    @Override
    public void afterUpdate(Matrix weights, double lambda) {
        gram.of(weights);
        moved.assign(weights);
        Blas.scale(1 + lambda, moved);
        gram.addProduct(-lambda, weights, moved);
        weights.assign(moved);
    }

    @Override
    public void close() {
        gram.close();
        moved.close();
    }
}
