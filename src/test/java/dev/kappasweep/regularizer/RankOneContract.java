package dev.kappasweep.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.linalg.ExactSolver;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.NoSolver;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.RandomMatrices;
import dev.kappasweep.linalg.SingularTriplet;
import dev.kappasweep.linalg.Spectrum;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a {@link RankOneForm} must be: a function of the singular values whose derivatives its factors state. Subclasses give that
 * function anew, from the paper.
 */
abstract class RankOneContract extends RegularizerContract {
    private static final double CLOSE = 1e-9;

    abstract RankOneForm form();

    /** The penalty, from all singular values in decreasing order and max(rows, cols). */
    abstract double ofSpectrum(double[] sigma, int largerSize);

    @Override
    final Regularizer create(Precision precision, int rows, int cols) {
        return create(form(), precision, rows, cols);
    }

    static Regularizer create(RankOneForm form, Precision precision, int rows, int cols) {
        return new RankOneRegularizer(
                form,
                form.needsTriplet() ? new ExactSolver(precision, rows, cols) : new NoSolver(precision, rows, cols));
    }

    static Stream<Arguments> shapesAndLambdas() {
        int[][] shapes = {{1, 1}, {1, 9}, {9, 1}, {5, 5}, {12, 7}, {7, 12}, {30, 20}};
        return Stream.of(0.0, 1e-3, 1.0, 7.5)
                .flatMap(lambda -> Arrays.stream(shapes).map(shape -> Arguments.of(shape[0], shape[1], lambda)));
    }

    @ParameterizedTest
    @MethodSource("shapesAndLambdas")
    void theValueIsThePaperSFunctionOfTheSingularValuesWhateverLambda(int rows, int cols, double lambda) {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, rows, cols, random);
        double[] sigma = Spectrum.of(matrix).values();
        double expected = ofSpectrum(sigma, Math.max(rows, cols));
        assertThat(form().value(sigma[0], squares(sigma), form().divisor(rows, cols)))
                .as("value of the form")
                .isCloseTo(expected, within(CLOSE * (1 + expected)));
        try (Regularizer regularizer = create(Precision.FLOAT64, rows, cols);
                Matrix gradient = Matrix.zeros(Precision.FLOAT64, rows, cols)) {
            assertThat(regularizer.value(matrix)).as("value").isCloseTo(expected, within(CLOSE * (1 + expected)));
            assertThat(regularizer.addGradient(matrix, lambda, gradient))
                    .as("value with the gradient")
                    .isCloseTo(expected, within(CLOSE * (1 + expected)));
        }
    }

    /** S = sum of sigma_i u_i v_i^T: the derivative by sigma_i is the gradient's component along u_i v_i^T. */
    @ParameterizedTest
    @MethodSource("shapesAndLambdas")
    void theFactorsAreTheDerivativesByTheSingularValuesTimesLambda(int rows, int cols, double lambda) {
        double[] sigma = Spectrum.of(RandomMatrices.gaussian(Precision.FLOAT64, rows, cols, random))
                .values();
        double own = form().ownFactor(lambda, form().divisor(rows, cols));
        double outer = form().outerFactor(lambda, sigma[0]);
        for (int i = 0; i < sigma.length; i++) {
            double derivative = lambda * derivative(sigma, i, Math.max(rows, cols));
            assertThat(own * sigma[i] + (i == 0 ? outer : 0))
                    .as("own factor times sigma_%d%s", i + 1, i == 0 ? " and outer factor" : "")
                    .isCloseTo(derivative, within(1e-7 * (1 + lambda) * (1 + sigma[0])));
        }
    }

    private double derivative(double[] sigma, int i, int largerSize) {
        double step = 1e-5 * sigma[i];
        double[] above = sigma.clone();
        double[] below = sigma.clone();
        above[i] += step;
        below[i] -= step;
        return (ofSpectrum(above, largerSize) - ofSpectrum(below, largerSize)) / (2 * step);
    }

    @ParameterizedTest
    @MethodSource("shapesAndLambdas")
    void theGradientOfAMatrixIsTheOuterProductAndTheMatrixTimesTheFactors(int rows, int cols, double lambda) {
        Matrix matrix = RandomMatrices.gaussian(Precision.FLOAT64, rows, cols, random);
        double[] expected = new double[rows * cols];
        try (ExactSolver solver = new ExactSolver(Precision.FLOAT64, rows, cols)) {
            SingularTriplet triplet = solver.solve(matrix);
            double outer = form().outerFactor(lambda, triplet.sigma());
            double own = form().ownFactor(lambda, form().divisor(rows, cols));
            for (int i = 0; i < expected.length; i++) {
                double product = triplet.u().get(i / cols) * triplet.v().get(i % cols);
                expected[i] = outer * product + own * matrix.get(i);
            }
        }
        assertThat(gradient(matrix, lambda).toArray()).containsExactly(expected, within(CLOSE * (1 + lambda)));
    }

    @Test
    void termsThatTheFormDisownsAreZero() {
        assertThat(form().ownFactor(1, 3) != 0).as("own factor").isEqualTo(form().hasOwnTerm());
        assertThat(form().outerFactor(1, 3) != 0).as("outer factor").isEqualTo(form().needsTriplet());
    }

    @Test
    void aFormThatNeedsATripletIsRefusedWithoutASolver() {
        if (form().needsTriplet()) {
            assertThatThrownBy(() -> new RankOneRegularizer(form(), new NoSolver(Precision.FLOAT64, 2, 3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(form() + " needs a solver that finds the top singular triplet");
        }
    }

    static double squares(double[] sigma) {
        return Arrays.stream(sigma).map(s -> s * s).sum();
    }
}
