package dev.kappasweep.linalg;

import java.util.List;

final class LobpcgSolverTest extends TopSingularTripletSolverContract {
    @Override
    TopSingularTripletSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new LobpcgSolver(precision, rows, cols, 8, 1000, tolerance, random(3));
    }

    @Override
    List<String> checksums() {
        return List.of("f342d43d", "d65ec838");
    }
}
