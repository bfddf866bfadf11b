package dev.kappasweep.linalg;

import java.util.List;

final class LanczosSolverTest extends TopSingularTripletSolverContract {
    @Override
    TopSingularTripletSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new LanczosSolver(precision, rows, cols, 300, tolerance, random(3));
    }

    @Override
    List<String> checksums() {
        return List.of("3c516df9", "f53de80b");
    }
}
