package dev.kappasweep.linalg;

import java.util.List;

final class InverseIterationSolverTest extends ExtremeTripletsSolverContract {
    @Override
    ExtremeTripletsSolver create(Precision precision, int rows, int cols, double tolerance) {
        TopSingularTripletSolver top = new LanczosSolver(precision, rows, cols, 200, tolerance, random);
        return new InverseIterationSolver(top, precision, rows, cols, 200, tolerance, random);
    }

    @Override
    List<String> checksums() {
        return List.of("c9eb9ea4", "88f7ca1b");
    }
}
