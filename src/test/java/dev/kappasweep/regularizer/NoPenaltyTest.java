package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Precision;

final class NoPenaltyTest extends RegularizerContract {
    @Override
    Regularizer create(Precision precision, int rows, int cols) {
        return new NoPenalty();
    }
}
