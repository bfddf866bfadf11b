package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.ExactExtremeSolver;
import dev.kappasweep.linalg.Precision;

final class LogConditionTest extends RegularizerContract {
    @Override
    Regularizer create(Precision precision, int rows, int cols) {
        return new LogCondition(new ExactExtremeSolver(precision, rows, cols));
    }
}
