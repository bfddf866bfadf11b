package dev.kappasweep.linalg;

final class LobpcgSolverTest extends TopSingularTripletSolverContract {
    @Override
    TopSingularTripletSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new LobpcgSolver(precision, rows, cols, 8, 1000, tolerance, random(3));
    }
}
