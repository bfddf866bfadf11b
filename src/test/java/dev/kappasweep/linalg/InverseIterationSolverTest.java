package dev.kappasweep.linalg;

final class InverseIterationSolverTest extends ExtremeTripletsSolverContract {
    @Override
    ExtremeTripletsSolver create(Precision precision, int rows, int cols, double tolerance) {
        TopSingularTripletSolver top = new LanczosSolver(precision, rows, cols, 200, tolerance, random);
        return new InverseIterationSolver(top, precision, rows, cols, 200, tolerance, random);
    }
}
