package dev.kappasweep.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.RandomMatrices;
import dev.kappasweep.linalg.Spectrum;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The theorems of the paper, on random matrices of random shapes. */
final class ConditionNumberTest extends RankOneContract {
    @Override
    RankOneForm form() {
        return RankOneForm.CONDITION_NUMBER;
    }

    /** The mean of sigma_1^2 - sigma_i^2, halved. */
    @Override
    double ofSpectrum(double[] sigma, int largerSize) {
        double sum = 0;
        for (double value : sigma) {
            sum += sigma[0] * sigma[0] - value * value;
        }
        return sum / sigma.length / 2;
    }

    private static final int CASES = 40;

    private static RandomGenerator random(RepetitionInfo repetition) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(repetition.getCurrentRepetition());
    }

    private static double r(Matrix matrix) {
        try (Regularizer r = r(matrix.rows(), matrix.cols())) {
            return r.value(matrix);
        }
    }

    private static Regularizer r(int rows, int cols) {
        return create(RankOneForm.CONDITION_NUMBER, Precision.FLOAT64, rows, cols);
    }

    private static Matrix gradient(Matrix matrix) {
        Matrix gradient = Matrix.zeros(Precision.FLOAT64, matrix.rows(), matrix.cols());
        try (Regularizer r = r(matrix.rows(), matrix.cols())) {
            r.addGradient(matrix, 1, gradient);
        }
        return gradient;
    }

    private static Matrix gaussian(RandomGenerator random) {
        return RandomMatrices.gaussian(Precision.FLOAT64, 1 + random.nextInt(15), 1 + random.nextInt(15), random);
    }

    /** A matrix with the given number of equal top singular values, 2, among random smaller ones. */
    private static Matrix tied(RandomGenerator random, int ties, int rest) {
        double[] sigma = new double[ties + rest];
        for (int i = 0; i < sigma.length; i++) {
            sigma[i] = i < ties ? 2 : 0.2 + 1.5 * random.nextDouble();
        }
        int rows = sigma.length + random.nextInt(5);
        return RandomMatrices.withSingularValues(Precision.FLOAT64, rows, sigma.length, random, sigma);
    }

    @RepeatedTest(CASES)
    void theorem21NeverNegativeAndZeroOnlyAtFullRankAndKappaOne(RepetitionInfo repetition) {
        RandomGenerator random = random(repetition);
        Matrix matrix = gaussian(random);
        assertThat(r(matrix)).isGreaterThanOrEqualTo(0);
        if (matrix.smallerSize() > 1) {
            assertThat(r(matrix)).as("kappa > 1").isGreaterThan(1e-6);
        }
        Matrix flat = tied(random, 1 + random.nextInt(8), 0);
        assertThat(r(flat)).as("full rank, kappa = 1").isLessThan(1e-14);
        Matrix deficient = RandomMatrices.withSingularValues(Precision.FLOAT64, 7, 5, random, 3, 3, 3);
        assertThat(Spectrum.of(deficient).kappa()).isCloseTo(1, within(1e-12));
        assertThat(r(deficient)).as("kappa = 1 without full rank").isCloseTo(9.0 / 2 * (1 - 3.0 / 5), within(1e-12));
    }

    @RepeatedTest(CASES)
    void theorem22BoundsKappa(RepetitionInfo repetition) {
        Matrix matrix = gaussian(random(repetition));
        Spectrum spectrum = Spectrum.of(matrix);
        double smallest = spectrum.smallestNonZero();
        double exponent = matrix.smallerSize() * r(matrix) / (smallest * smallest);
        assertThat(Math.log(spectrum.kappa())).isLessThanOrEqualTo(exponent + 1e-12);
    }

    @RepeatedTest(CASES)
    void theorem31GradientIsTheLimitOfCentralDifferences(RepetitionInfo repetition) {
        RandomGenerator random = random(repetition);
        Matrix matrix = gaussian(random);
        Matrix direction = RandomMatrices.gaussian(Precision.FLOAT64, matrix.rows(), matrix.cols(), random);
        // Small against the gap sigma_1 - sigma_2 of a Gaussian matrix, large against rounding.
        double step = 1e-6;
        Matrix forward = moved(matrix, step, direction);
        Matrix backward = moved(matrix, -step, direction);
        double difference = (r(forward) - r(backward)) / (2 * step);
        double scale = Blas.norm(matrix) * Blas.norm(direction);
        assertThat(Blas.dot(gradient(matrix), direction)).isCloseTo(difference, within(1e-6 * scale));
    }

    /**
     * At a tie the returned direction plus S/nu, an element of conv{sigma_1 u_i v_i^T}, must be a subgradient of the convex
     * function sigma_1^2/2: f(Y) >= f(S) + <D, Y - S> for every Y.
     */
    @RepeatedTest(CASES)
    void theorem31AtATieTheDirectionLiesInTheSubdifferential(RepetitionInfo repetition) {
        RandomGenerator random = random(repetition);
        Matrix matrix = tied(random, 2 + random.nextInt(3), random.nextInt(4));
        Matrix subgradient = gradient(matrix);
        Blas.addScaled(1.0 / matrix.smallerSize(), matrix, subgradient);
        double value = halfSquaredNorm(matrix);
        for (int i = 0; i < 20; i++) {
            Matrix step = RandomMatrices.gaussian(Precision.FLOAT64, matrix.rows(), matrix.cols(), random);
            double length = Math.pow(10, -4 * random.nextDouble());
            double other = halfSquaredNorm(moved(matrix, length, step));
            assertThat(other).isGreaterThanOrEqualTo(value + length * Blas.dot(subgradient, step) - 1e-12);
        }
    }

    @RepeatedTest(CASES)
    void theorem32AGradientStepLowersKappa(RepetitionInfo repetition) {
        RandomGenerator random = random(repetition);
        Matrix matrix =
                RandomMatrices.gaussian(Precision.FLOAT64, 2 + random.nextInt(14), 2 + random.nextInt(14), random);
        double before = Spectrum.of(matrix).kappa();
        double[] sigma = Spectrum.of(matrix).values();
        // The first case of the proof: sigma_1 stays the largest.
        double lambda = Math.min(1, 0.5 * (1 - sigma[1] / sigma[0]));
        double after = Spectrum.of(moved(matrix, -lambda, gradient(matrix))).kappa();
        double predicted = before * (1 - lambda / (1 + lambda / matrix.smallerSize()));
        assertThat(after).isLessThan(before).isCloseTo(predicted, within(1e-8 * before));
    }

    /**
     * The second case of the proof: the step takes sigma_1 below sigma_2, and kappa falls by 1/alpha, alpha = sigma_1/sigma_2,
     * since all sigma but the first grow by the same factor 1 + lambda/nu.
     */
    @RepeatedTest(CASES)
    void theorem32WhereTheStepPassesTheSecondSingularValue(RepetitionInfo repetition) {
        RandomGenerator random = random(repetition);
        double smallest = 0.5 + random.nextDouble();
        double second = smallest * (1.1 + random.nextDouble());
        double alpha = 1.01 + 0.1 * random.nextDouble();
        Matrix matrix =
                RandomMatrices.withSingularValues(Precision.FLOAT64, 8, 3, random, second * alpha, second, smallest);
        // sigma_1 becomes sigma_1 (1 - lambda + lambda/nu): just below the second, which becomes sigma_2 (1 +
        // lambda/nu).
        double lambda = 1.02 * (alpha - 1) / (alpha - (alpha - 1) / 3);
        double before = Spectrum.of(matrix).kappa();
        double after = Spectrum.of(moved(matrix, -lambda, gradient(matrix))).kappa();
        assertThat(lambda).isLessThan(1);
        assertThat(after).isLessThan(before).isCloseTo(before / alpha, within(1e-10 * before));
    }

    @Test
    void squaresThatOverflowAreNoPenaltyOfZero() {
        assertThat(form().value(1e20, Double.POSITIVE_INFINITY, 4)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(form().value(1e20, Double.NaN, 4)).isNaN();
    }

    private static double halfSquaredNorm(Matrix matrix) {
        double sigma = Spectrum.of(matrix).largest();
        return sigma * sigma / 2;
    }
}
