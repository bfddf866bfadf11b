package dev.kappasweep.linalg;

import java.util.List;

final class PowerSolverTest extends TopSingularTripletSolverContract {
    @Override
    TopSingularTripletSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new PowerSolver(precision, rows, cols, 1_000_000, tolerance, random(3));
    }

    @Override
    List<String> checksums() {
        return List.of("58b67771", "db03b8b0");
    }
}
