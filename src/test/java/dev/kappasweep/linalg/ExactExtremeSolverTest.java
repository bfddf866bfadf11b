package dev.kappasweep.linalg;

import java.util.List;

final class ExactExtremeSolverTest extends ExtremeTripletsSolverContract {
    @Override
    ExtremeTripletsSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new ExactExtremeSolver(precision, rows, cols);
    }

    @Override
    List<String> checksums() {
        return List.of("872e42fd", "f6237033");
    }
}
