package dev.kappasweep.linalg;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The exact solver on operators: it asks for all their elements, by products with unit vectors. */
public final class ExactOperatorSolver implements OperatorTripletSolver {
    private final Precision precision;
    private final ExactSolver exact;

    public ExactOperatorSolver(Precision precision, int rows, int cols) {
        this.precision = precision;
        this.exact = new ExactSolver(precision, rows, cols);
    }

    @Override
    public SingularTriplet solve(Matrix matrix) {
        return exact.solve(matrix);
    }

    @Override
    public SingularTriplet solve(LinearOperator operator) {
        try (Matrix matrix = Matrix.zeros(precision, operator.rows(), operator.cols());
                Matrix unit = Matrix.zeros(precision, 1, operator.rows())) {
            for (int i = 0; i < operator.rows(); i++) {
                unit.clear();
                unit.set(i, 1);
                operator.multiply(unit, matrix.rowRange(i, i + 1));
            }
            return exact.solve(matrix);
        }
    }

    @Override
    public int steps() {
        return exact.steps();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        exact.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        exact.restore(in);
    }

    @Override
    public void close() {
        exact.close();
    }
}
