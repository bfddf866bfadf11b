package dev.kappasweep.gradcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.RegularizerKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GradientCheckTest {
    private static final double[] TIED = {2, 2, 2, 1, 0.5, 0.5};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyRegulariserPassesOnEveryClassOfMatrices(long seed) {
        List<GradientFinding> findings = new GradientCheck(12, seed).run();
        assertThat(findings).hasSize((RegularizerKind.values().length - 1) * MatrixClass.values().length);
        assertThat(findings).allMatch(GradientFinding::passed);
    }

    @Test
    void whereFunctionsAreNotDifferentiableIsWhatCalculusSays() {
        List<GradientFinding> findings = new GradientCheck(3, 1).run();
        assertThat(findings)
                .filteredOn(finding -> !finding.smoothness().equals("differentiable"))
                .extracting(finding -> finding.regularizer() + " " + finding.matrices() + ": " + finding.smoothness())
                .containsExactly(
                        "conditionNumber at a tie: not differentiable, a kink",
                        "conditionNumber orthogonal: not differentiable, a kink",
                        "conditionNumberByLargerSize at a tie: not differentiable, a kink",
                        "conditionNumberByLargerSize orthogonal: not differentiable, a kink",
                        "logCondition at a tie: not differentiable, a kink",
                        "logCondition orthogonal: not differentiable, a kink",
                        "logCondition rank-deficient: not continuous, by rank",
                        "logCondition zero: undefined",
                        "spectralNorm at a tie: not differentiable, a kink",
                        "spectralNorm orthogonal: not differentiable, a kink",
                        "l1 with zeros: not differentiable, a kink",
                        "l1 zero: not differentiable, a kink");
    }

    /** The subdifferential is a set: the mean of two pairs is in it, a difference, a multiple and another pair are not. */
    @Test
    void theDistanceIsZeroOnTheSubdifferentialOnly() {
        try (KnownMatrix known = KnownMatrix.of(9, 6, TIED, RandomStreams.stream(1, "tied"))) {
            assertThat(distance(known, 1, 0, 0)).isCloseTo(0, within(1e-14));
            assertThat(distance(known, 0.5, 0.2, 0.3)).isCloseTo(0, within(1e-14));
            assertThat(distance(known, 1.25, -0.25, 0)).isGreaterThan(0.2);
            assertThat(distance(known, 0.9, 0, 0)).isGreaterThan(0.09);
            try (Matrix other = pairs(known, 0, 0, 0, 2)) {
                assertThat(Subdifferential.ofTop(known, other, 0, 2)).isGreaterThan(0.5);
            }
        }
    }

    private static double distance(KnownMatrix known, double... weights) {
        try (Matrix direction = pairs(known, 2 * weights[0], 2 * weights[1], 2 * weights[2])) {
            return Subdifferential.ofTop(known, direction, 0, 2) / 2;
        }
    }

    /** The sum of weight i times u_i v_i^T. */
    private static Matrix pairs(KnownMatrix known, double... weights) {
        Matrix sum = Matrix.zeros(
                Precision.FLOAT64, known.matrix().rows(), known.matrix().cols());
        for (int i = 0; i < weights.length; i++) {
            try (Matrix u = Matrix.of(Precision.FLOAT64, 1, sum.rows(), known.left(i));
                    Matrix v = Matrix.of(Precision.FLOAT64, 1, sum.cols(), known.right(i))) {
                Blas.addOuterProduct(weights[i], u, v, sum);
            }
        }
        return sum;
    }

    @Test
    void theDistanceFromTheOneOfTheLogarithmSeesBothEnds() {
        try (KnownMatrix known = KnownMatrix.of(9, 6, TIED, RandomStreams.stream(2, "tied"));
                Matrix inside = pairs(known, 0.25, 0.25, 0, 0, -1, -1);
                Matrix outside = pairs(known, 0.25, 0.25, 0, 0, -1, 0)) {
            assertThat(Subdifferential.ofLogCondition(known, inside)).isCloseTo(0, within(1e-13));
            assertThat(Subdifferential.ofLogCondition(known, outside)).isGreaterThan(0.5);
        }
    }

    @Test
    void theDistanceFromSignsIsBeyondTheInterval() {
        try (Matrix matrix = Matrix.of(Precision.FLOAT64, 1, 3, 2, 0, -3);
                Matrix inside = Matrix.of(Precision.FLOAT64, 1, 3, 1, -0.5, -1);
                Matrix outside = Matrix.of(Precision.FLOAT64, 1, 3, 1, 1.5, -1)) {
            assertThat(Subdifferential.ofMagnitudes(matrix, inside)).isZero();
            assertThat(Subdifferential.ofMagnitudes(matrix, outside)).isEqualTo(0.5);
        }
    }

    @Test
    void anErrorAboveItsBoundIsFound() {
        Worst worst = new Worst();
        worst.add(new Case.Errors(Smoothness.DIFFERENTIABLE, 1e-9, Double.NaN, Double.NaN), "good");
        assertThat(worst.finding("r", "m", 1).passed()).isTrue();
        worst.add(new Case.Errors(Smoothness.DIFFERENTIABLE, 2e-6, Double.NaN, Double.NaN), "bad");
        GradientFinding finding = worst.finding("r", "m", 2);
        assertThat(finding.passed()).isFalse();
        assertThat(finding.worstCase()).isEqualTo("bad");
        assertThat(finding.gradientError()).isEqualTo(2e-6);
    }

    @Test
    void aGradientThatIsNotANumberIsFound() {
        Worst worst = new Worst();
        worst.add(new Case.Errors(Smoothness.DIFFERENTIABLE, Double.NaN, Double.NaN, Double.NaN), "bad");
        assertThat(worst.finding("r", "m", 1).passed()).isFalse();
    }
}
