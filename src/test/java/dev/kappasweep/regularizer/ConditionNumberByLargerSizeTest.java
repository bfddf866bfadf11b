package dev.kappasweep.regularizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.RandomMatrices;
import dev.kappasweep.linalg.Spectrum;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What of the paper's theorems on r holds for r', whose squares are divided by the larger size. */
final class ConditionNumberByLargerSizeTest extends RankOneContract {
    private static final int CASES = 40;

    @Override
    RankOneForm form() {
        return RankOneForm.CONDITION_NUMBER_BY_LARGER_SIZE;
    }

    @Override
    double ofSpectrum(double[] sigma, int largerSize) {
        return (sigma[0] * sigma[0] - squares(sigma) / largerSize) / 2;
    }

    private static double value(RankOneForm form, Matrix matrix) {
        try (Regularizer penalty = RankOneContract.create(form, Precision.FLOAT64, matrix.rows(), matrix.cols())) {
            return penalty.value(matrix);
        }
    }

    private static Matrix random(RepetitionInfo repetition) {
        RandomGenerator random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(repetition.getCurrentRepetition());
        return RandomMatrices.gaussian(Precision.FLOAT64, 2 + random.nextInt(14), 2 + random.nextInt(14), random);
    }

    private static Matrix stepAgainstTheGradient(Matrix matrix, double lambda) {
        try (Matrix gradient = Matrix.zeros(Precision.FLOAT64, matrix.rows(), matrix.cols());
                Regularizer penalty = RankOneContract.create(
                        RankOneForm.CONDITION_NUMBER_BY_LARGER_SIZE, Precision.FLOAT64, matrix.rows(), matrix.cols())) {
            penalty.addGradient(matrix, 1, gradient);
            return moved(matrix, -lambda, gradient);
        }
    }

    /** Theorem 2.1 does not: with kappa = 1 and full rank r is 0, and r' is (1 - nu/max)/2 sigma^2, which falls with sigma. */
    @Test
    void theorem21DoesNotHoldItsMinimumIsTheZeroMatrix() {
        Matrix wellConditioned = RandomMatrices.withSingularValues(
                Precision.FLOAT64,
                12,
                4,
                RandomGeneratorFactory.of("L64X128MixRandom").create(1),
                2,
                2,
                2,
                2);
        Matrix smaller = moved(wellConditioned, -0.9, wellConditioned);
        Matrix zero = Matrix.zeros(Precision.FLOAT64, 12, 4);

        assertThat(Spectrum.of(wellConditioned).kappa()).isCloseTo(1, within(1e-12));
        assertThat(value(wellConditioned)).isCloseTo(4.0 / 2 * (1 - 4.0 / 12), within(1e-12));
        assertThat(value(smaller)).isCloseTo(0.01 * 4.0 / 2 * (1 - 4.0 / 12), within(1e-12));
        assertThat(value(zero)).isZero();
        assertThat(value(RankOneForm.CONDITION_NUMBER, wellConditioned)).isLessThan(1e-14);
    }

    /** r' = r + (1/nu - 1/max)/2 ||S||_F^2: the paper's r and Tikhonov's penalty together. */
    @RepeatedTest(CASES)
    void itIsThePapersPenaltyPlusTikhonovs(RepetitionInfo repetition) {
        Matrix matrix = random(repetition);
        double larger = Math.max(matrix.rows(), matrix.cols());
        double tikhonov = (1.0 / matrix.smallerSize() - 1 / larger)
                / 2
                * squares(Spectrum.of(matrix).values());
        double r = value(RankOneForm.CONDITION_NUMBER, matrix);
        assertThat(value(matrix)).isCloseTo(r + tikhonov, within(1e-12 * (1 + r + tikhonov)));
    }

    /** Theorem 2.2 does: r' is at least r, so its bound on kappa is the weaker one. */
    @RepeatedTest(CASES)
    void theorem22BoundsKappa(RepetitionInfo repetition) {
        Matrix matrix = random(repetition);
        Spectrum spectrum = Spectrum.of(matrix);
        double smallest = spectrum.smallestNonZero();
        double exponent = matrix.smallerSize() * value(matrix) / (smallest * smallest);
        assertThat(Math.log(spectrum.kappa())).isLessThanOrEqualTo(exponent + 1e-12);
    }

    /** Theorem 3.2 does, with the larger size in the place of nu: a step lowers kappa, by a little less. */
    @RepeatedTest(CASES)
    void theorem32AGradientStepLowersKappa(RepetitionInfo repetition) {
        Matrix matrix = random(repetition);
        double before = Spectrum.of(matrix).kappa();
        double[] sigma = Spectrum.of(matrix).values();
        double lambda = Math.min(1, 0.5 * (1 - sigma[1] / sigma[0]));
        double after = Spectrum.of(stepAgainstTheGradient(matrix, lambda)).kappa();
        double larger = Math.max(matrix.rows(), matrix.cols());
        assertThat(after)
                .isLessThan(before)
                .isCloseTo(before * (1 - lambda / (1 + lambda / larger)), within(1e-8 * before));
    }

    /** Where all singular values are equal, so that kappa is 1, a step of the mean gradient shrinks them. */
    @Test
    void theMeanOfItsGradientsShrinksAMatrixOfConditionNumberOne() {
        double[] sigma = {2, 2, 2, 2};
        double shrinking = Arrays.stream(sigma)
                .map(s -> s / sigma.length + form().ownFactor(1, form().divisor(12, 4)) * s)
                .sum();
        assertThat(shrinking).isCloseTo(2 - 8.0 / 12, within(1e-12));
        assertThat(sigma[0] + 4 * sigma[0] * RankOneForm.CONDITION_NUMBER.ownFactor(1, 4))
                .as("of r it is 0")
                .isZero();
    }
}
