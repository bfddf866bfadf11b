package dev.kappasweep.linalg;

final class ExactExtremeSolverTest extends ExtremeTripletsSolverContract {
    @Override
    ExtremeTripletsSolver create(Precision precision, int rows, int cols, double tolerance) {
        return new ExactExtremeSolver(precision, rows, cols);
    }
}
