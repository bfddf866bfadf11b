package dev.kappasweep.linalg;

import java.util.List;

final class ExactSolverTest extends TopSingularTripletSolverContract {
    @Override
    TopSingularTripletSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new ExactSolver(precision, rows, cols);
    }

    @Override
    List<String> checksums() {
        return List.of("a7b3ddd6", "8d182dbe");
    }
}
