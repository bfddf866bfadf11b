package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Precision;

final class LassoTest extends RegularizerContract {
    @Override
    Regularizer create(Precision precision, int rows, int cols) {
        return new Lasso();
    }
}
