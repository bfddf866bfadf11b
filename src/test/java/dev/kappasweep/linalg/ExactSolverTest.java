package dev.kappasweep.linalg;

final class ExactSolverTest extends TopSingularTripletSolverContract {
    @Override
    TopSingularTripletSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new ExactSolver(precision, rows, cols);
    }
}
