package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Precision;

final class SoftOrthogonalityTest extends RegularizerContract {
    @Override
    Regularizer create(Precision precision, int rows, int cols) {
        return new SoftOrthogonality(precision, rows, cols);
    }
}
