package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.ExactSolver;
import dev.kappasweep.linalg.Precision;

final class SpectralNormTest extends RegularizerContract {
    @Override
    Regularizer create(Precision precision, int rows, int cols) {
        return new SpectralNorm(new ExactSolver(precision, rows, cols));
    }
}
