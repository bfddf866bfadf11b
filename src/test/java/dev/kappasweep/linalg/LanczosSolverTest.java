package dev.kappasweep.linalg;

final class LanczosSolverTest extends TopSingularTripletSolverContract {
    @Override
    TopSingularTripletSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new LanczosSolver(precision, rows, cols, 300, tolerance, random(3));
    }
}
