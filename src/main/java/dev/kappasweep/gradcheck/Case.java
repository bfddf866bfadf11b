package dev.kappasweep.gradcheck;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.util.random.RandomGenerator;

/** One regulariser at one matrix. */
final class Case implements AutoCloseable {
    private static final int DIRECTIONS = 4;

    private final CheckedRegularizer regularizer;
    private final KnownMatrix known;
    private final RandomGenerator random;
    private final Matrix gradient;
    private final Matrix direction;
    private final double scale;

    /**
     * What was measured, each relative to the size of gradients at the matrix and NaN where it does not apply.
     *
     * @param gradient error against differences
     * @param distance from the subdifferential
     * @param slope by which the direction claims more than the function does
     */
    record Errors(Smoothness smoothness, double gradient, double distance, double slope) {}

    Case(CheckedRegularizer regularizer, KnownMatrix known, RandomGenerator random) {
        this.regularizer = regularizer;
        this.known = known;
        this.random = random;
        this.gradient = Matrix.zeros(
                Precision.FLOAT64, known.matrix().rows(), known.matrix().cols());
        this.direction = Matrix.zeros(
                Precision.FLOAT64, known.matrix().rows(), known.matrix().cols());
        this.scale = regularizer.scale(known);
    }

    Errors measure() {
        regularizer.gradient(known.matrix(), gradient);
        Smoothness smoothness = regularizer.smoothness(known);
        return switch (smoothness) {
            case DIFFERENTIABLE -> new Errors(smoothness, onLines(), Double.NaN, Double.NaN);
            case KINK ->
                new Errors(smoothness, Double.NaN, regularizer.distance(known, gradient) / scale, slopeViolation());
            case JUMP -> new Errors(smoothness, onCurves(), Double.NaN, Double.NaN);
            case UNDEFINED -> new Errors(smoothness, Double.NaN, Blas.norm(gradient), Double.NaN);
        };
    }

    private double onLines() {
        double worst = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            drawUnit(direction);
            double slope = Differences.central(
                    Differences.onLine(regularizer, known.matrix(), direction), regularizer.centralStep(known));
            worst = worse(worst, Math.abs(Blas.dot(gradient, direction) - slope) / scale);
        }
        return worst;
    }

    private double onCurves() {
        int rows = known.matrix().rows();
        int cols = known.matrix().cols();
        double worst = 0;
        try (Matrix a = Matrix.zeros(Precision.FLOAT64, rows, rows);
                Matrix b = Matrix.zeros(Precision.FLOAT64, cols, cols)) {
            for (int i = 0; i < DIRECTIONS; i++) {
                drawUnit(a);
                drawUnit(b);
                Blas.multiply(a, known.matrix(), direction);
                Blas.addProduct(known.matrix(), b, direction);
                double step = regularizer.centralStep(known) / known.largest();
                double slope = Differences.central(Differences.onCurve(regularizer, known.matrix(), a, b), step);
                // The direction is as long as the matrix.
                worst = worse(
                        worst, Math.abs(Blas.dot(gradient, direction) - slope) / (scale * Blas.norm(known.matrix())));
            }
        }
        return worst;
    }

    /** Along random directions, and along what is returned and against it, where a wrong choice shows most. */
    private double slopeViolation() {
        double worst = 0;
        for (int i = 0; i < DIRECTIONS; i++) {
            drawUnit(direction);
            worst = worse(worst, slopeViolationAlong());
        }
        double norm = Blas.norm(gradient);
        for (int sign = -1; sign <= 1 && norm > 0; sign += 2) {
            direction.assign(gradient);
            Blas.scale(sign / norm, direction);
            worst = worse(worst, slopeViolationAlong());
        }
        return worst;
    }

    private double slopeViolationAlong() {
        double slope = Differences.oneSided(
                Differences.onLine(regularizer, known.matrix(), direction), regularizer.oneSidedStep(known));
        return (Blas.dot(gradient, direction) - slope) / scale;
    }

    private void drawUnit(Matrix matrix) {
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, random.nextGaussian());
        }
        Blas.scale(1 / Blas.norm(matrix), matrix);
    }

    /** NaN, should it come up, stays. */
    private static double worse(double one, double other) {
        return Double.isNaN(one) || other <= one ? one : other;
    }

    @Override
    public void close() {
        gradient.close();
        direction.close();
    }
}
