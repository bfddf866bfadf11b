package dev.kappasweep.linalg;

final class PowerSolverTest extends TopSingularTripletSolverContract {
    @Override
    TopSingularTripletSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new PowerSolver(precision, rows, cols, 1_000_000, tolerance, random(3));
    }
}
