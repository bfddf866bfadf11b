package dev.kappasweep.gradcheck;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.util.function.DoubleUnaryOperator;

/** Derivatives by differences of values. */
final class Differences {
    private Differences() {}

    /** f'(0) by the five-point formula, exact for polynomials of degree 4. */
    static double central(DoubleUnaryOperator f, double step) {
        double near = f.applyAsDouble(step) - f.applyAsDouble(-step);
        double far = f.applyAsDouble(2 * step) - f.applyAsDouble(-2 * step);
        return (8 * near - far) / (12 * step);
    }

    /** (f(t) - f(0))/t */
    static double oneSided(DoubleUnaryOperator f, double step) {
        return (f.applyAsDouble(step) - f.applyAsDouble(0)) / step;
    }

    /** The values of a regulariser on the line S + t D. */
    static DoubleUnaryOperator onLine(CheckedRegularizer regularizer, Matrix matrix, Matrix direction) {
        return t -> {
            try (Matrix moved = Matrix.zeros(Precision.FLOAT64, matrix.rows(), matrix.cols())) {
                moved.assign(matrix);
                Blas.addScaled(t, direction, moved);
                return regularizer.value(moved);
            }
        };
    }

    /** The values on the curve (I + t A) S (I + t B), along which the rank does not change; its direction at S is A S + S B. */
    static DoubleUnaryOperator onCurve(CheckedRegularizer regularizer, Matrix matrix, Matrix a, Matrix b) {
        return t -> {
            try (Matrix half = Matrix.zeros(Precision.FLOAT64, matrix.rows(), matrix.cols());
                    Matrix product = Matrix.zeros(Precision.FLOAT64, matrix.rows(), matrix.cols());
                    Matrix moved = Matrix.zeros(Precision.FLOAT64, matrix.rows(), matrix.cols())) {
                half.assign(matrix);
                Blas.multiply(a, matrix, product);
                Blas.addScaled(t, product, half);
                moved.assign(half);
                Blas.multiply(half, b, product);
                Blas.addScaled(t, product, moved);
                return regularizer.value(moved);
            }
        };
    }
}
