package dev.kappasweep.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.sampler.Acquisition.Limit;
import dev.kappasweep.sampler.Dimension.Choice;
import dev.kappasweep.sampler.Dimension.Real;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianProcessTest {
    private static final Space SPACE = new Space(List.of(
            new Choice("kind", 3, false, Optional.empty()),
            new Real("x", 0, 1, false, Optional.empty()),
            new Real("y", 0, 1, false, Optional.of(new Condition("kind", Set.of(1, 2))))));
    private static final Features FEATURES = new Features(SPACE);
    private static final Matern MATERN = new Matern(new double[] {0.7, 3, 9}, 1.5, 1e-4);

    private static double[][] points(int count) {
        RandomGenerator random = RandomStreams.stream(5, "points");
        return IntStream.range(0, count)
                .mapToObj(i -> FEATURES.of(RandomSampler.draw(SPACE, random)))
                .toArray(double[][]::new);
    }

    private static double[] values(double[][] points) {
        return Arrays.stream(points)
                .mapToDouble(p -> Math.sin(5 * p[1]) + p[0] - (Double.isNaN(p[2]) ? 1 : p[2]))
                .toArray();
    }

    @Test
    void covarianceIsThatOfMatern() {
        double a = Math.sqrt(5) * 0.4;
        assertThat(correlation(0.16)).isCloseTo((1 + a + a * a / 3) * Math.exp(-a), within(1e-15));
        assertThat(correlation(0)).isEqualTo(1);
        double h = 1e-6;
        assertThat(Matern.slope(0.16, Matern.decay(0.16)))
                .isCloseTo((correlation(0.16 + h) - correlation(0.16 - h)) / (2 * h), within(1e-8));
    }

    private static double correlation(double square) {
        return Matern.correlation(square, Matern.decay(square));
    }

    @Test
    void choicesAreAlikeOrNotAndAbsenceIsAValue() {
        double nan = Double.NaN;
        assertThat(MATERN.square(FEATURES, new double[] {0, 0.5, nan}, new double[] {2, 0.5, nan}))
                .isEqualTo(0.7);
        assertThat(MATERN.square(FEATURES, new double[] {1, 0.5, nan}, new double[] {1, 0.5, 0.3}))
                .isCloseTo(9 * (0.04 + 0.75), within(1e-14));
        assertThat(MATERN.square(FEATURES, new double[] {1, 0.5, 0.1}, new double[] {1, 0.3, 0.3}))
                .isCloseTo(3 * 0.04 + 9 * 0.04, within(1e-15));
    }

    /** Smooth enough for its smallest eigenvalues to tell, and without noise that would hide them. */
    @Test
    void covariancesWithAbsencesArePositive() {
        Matern smooth = new Matern(new double[] {0.01, 0.3, 0.2}, 1, 0);
        double[][] points = points(60);
        double[][] matrix = new double[60][60];
        for (int i = 0; i < 60; i++) {
            for (int j = 0; j < 60; j++) {
                matrix[i][j] = smooth.covariance(FEATURES, points[i], points[j]) + (i == j ? 1e-9 : 0);
            }
        }
        assertThat(Cholesky.of(matrix)).isPresent();
    }

    @Test
    void itKnowsWhatItWasToldAndIsUncertainFarAway() {
        double[][] points = points(12);
        double[] values = values(points);
        GaussianProcess process = new GaussianProcess(FEATURES, MATERN, points, values);
        for (int i = 0; i < points.length; i++) {
            assertThat(process.at(points[i]).mean()).isCloseTo(values[i], within(5e-3));
            assertThat(process.at(points[i]).variance()).isLessThan(2e-4);
        }
        GaussianProcess elsewhere =
                new GaussianProcess(FEATURES, MATERN, new double[][] {{0, 0, Double.NaN}}, new double[] {3});
        assertThat(elsewhere.at(new double[] {1, 1, 0.5}).variance()).isGreaterThan(1.45);
    }

    /** One point at a distance with correlation r: mean r s / (s + n) y, variance s - (r s)^2 / (s + n). */
    @Test
    void onePointGivesWhatOneComputesByHand() {
        Matern matern = new Matern(new double[] {1, 1, 1}, 2, 0.5);
        GaussianProcess process =
                new GaussianProcess(FEATURES, matern, new double[][] {{0, 0.2, Double.NaN}}, new double[] {3});
        double r = correlation(0.09);
        GaussianProcess.Belief belief = process.at(new double[] {0, 0.5, Double.NaN});
        assertThat(belief.mean()).isCloseTo(r * 2 / 2.5 * 3, within(1e-14));
        assertThat(belief.variance()).isCloseTo(2 - 4 * r * r / 2.5, within(1e-14));
    }

    @Test
    void believedPointsChangeTheVarianceAndNotTheMean() {
        double[][] points = points(12);
        GaussianProcess process = new GaussianProcess(FEATURES, MATERN, points, values(points));
        double[] running = {2, 0.33, 0.77};
        GaussianProcess believing = process.believing(new double[][] {running});
        assertThat(believing.at(running).mean()).isCloseTo(process.at(running).mean(), within(1e-3));
        assertThat(believing.at(running).variance())
                .isLessThan(0.1 * process.at(running).variance());
    }

    /** Twice the same point, and no noise to speak of. */
    @Test
    void pointsThatWereMeasuredTwiceStopNothing() {
        double[][] points = {{0, 0.2, Double.NaN}, {0, 0.2, Double.NaN}};
        Matern matern = new Matern(new double[] {1, 1, 1}, 1, 1e-20);
        GaussianProcess process = new GaussianProcess(FEATURES, matern, points, new double[] {1, 2});
        assertThat(process.at(points[0]).mean()).isCloseTo(1.5, within(1e-3));
    }

    @Test
    void acquisitionsHaveTheGradientOfTheirDifferences() {
        double[][] points = points(15);
        double[] values = values(points);
        GaussianProcess process = new GaussianProcess(FEATURES, MATERN, points, values);
        GaussianProcess other = new GaussianProcess(
                FEATURES,
                new Matern(new double[] {1, 1, 2}, 1, 1e-3),
                points,
                IntStream.range(0, 15).mapToDouble(i -> Math.cos(i)).toArray());
        Acquisition acquisition =
                new Acquisition(Optional.of(new Limit(process, -0.5)), List.of(new Limit(other, 0.2)));
        double[] at = {1, 0.37, 0.61};
        double[] gradient = new double[3];
        assertThat(acquisition.at(at, gradient)).isEqualTo(acquisition.at(at));
        assertThat(gradient[0]).isZero();
        for (int i = 1; i < 3; i++) {
            double h = 1e-6;
            double[] up = at.clone();
            double[] down = at.clone();
            up[i] += h;
            down[i] -= h;
            assertThat(gradient[i]).isCloseTo((acquisition.at(up) - acquisition.at(down)) / (2 * h), within(1e-4));
        }
    }

    @Test
    void evidenceHasTheGradientOfItsDifferences() {
        double[][] points = points(9);
        Evidence evidence = new Evidence(FEATURES, points, values(points));
        double[] x = {0.3, -0.5, 0.8, 0.2};
        double[] gradient = new double[4];
        evidence.at(x, gradient);
        for (int i = 0; i < 4; i++) {
            double h = 1e-5;
            double[] up = x.clone();
            double[] down = x.clone();
            up[i] += h;
            down[i] -= h;
            double difference = evidence.at(up, new double[4]) - evidence.at(down, new double[4]);
            assertThat(gradient[i]).as("variable %d", i).isCloseTo(difference / (2 * h), within(1e-5));
        }
    }

    /** A function of x alone, wavy: its length is short, those of the others long. */
    @Test
    void lengthsTellWhichDimensionsMatter() {
        double[][] points = points(40);
        double[] values =
                Arrays.stream(points).mapToDouble(p -> Math.sin(9 * p[1])).toArray();
        Matern best = Evidence.best(FEATURES, points, values);
        assertThat(best.nearness(1)).isGreaterThan(20 * best.nearness(0)).isGreaterThan(20 * best.nearness(2));
    }

    @Test
    void descentsEndAtTheLeastValueInTheBox() {
        Descent.Slope valley = (x, gradient) -> {
            double off = x[1] - x[0] * x[0];
            gradient[0] = -400 * off * x[0] - 2 * (1 - x[0]);
            gradient[1] = 200 * off;
            return 100 * off * off + (1 - x[0]) * (1 - x[0]);
        };
        Descent.End free = Descent.minimise(valley, new double[] {-1.2, 1}, -2, 2, 200);
        assertThat(free.x()).containsExactly(new double[] {1, 1}, within(1e-3));
        Descent.End bound = Descent.minimise(valley, new double[] {-0.4, 0.1}, -0.5, 0.5, 200);
        assertThat(bound.x()).containsExactly(new double[] {0.5, 0.25}, within(1e-4));
    }

    @Test
    void inversesAreThoseOfTheMatrix() {
        double[][] matrix = {{4}, {2, 5}, {-1, 0.5, 3}};
        Cholesky factor = Cholesky.of(matrix).orElseThrow();
        double[][] inverse = factor.inverse();
        assertThat(factor.solve(new double[] {1, 0, 0})[2]).isCloseTo(inverse[2][0], within(1e-15));
        assertThat(inverse[1][0]).isCloseTo(-(2 * 3 + 0.5) / 40.0, within(1e-14));
        assertThat(2 * factor.halfLogDeterminant()).isCloseTo(Math.log(40), within(1e-14));
        assertThat(Cholesky.of(new double[][] {{1}, {2, 1}})).isEmpty();
    }

    /** Of sizes around those that are worked at once: the same sums in the same order as from the textbook's loops, to the bit. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 13, 32, 61})
    void factorsAndSolutionsAreThoseOfPlainLoopsToTheBit(int size) {
        double[][] matrix = new double[size][size];
        double[] b = new double[size];
        for (int i = 0; i < size; i++) {
            b[i] = Math.cos(3 * i);
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = 1.0 / (1 + i - j) + (i == j ? 0.5 : 0);
            }
        }
        double[][] lower = new double[size][size];
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < j; k++) {
                    sum += lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(matrix[i][i] - sum) : (matrix[i][j] - sum) / lower[j][j];
            }
            double sum = 0;
            for (int k = 0; k < i; k++) {
                sum += lower[i][k] * x[k];
            }
            x[i] = (b[i] - sum) / lower[i][i];
        }
        Cholesky factor = Cholesky.of(matrix).orElseThrow();
        assertThat(factor.forward(b)).containsExactly(x);
        double[] solution = factor.solve(b);
        double[][] inverse = factor.inverse();
        for (int i = 0; i < size; i++) {
            double product = 0;
            double ofInverse = 0;
            for (int j = 0; j < size; j++) {
                product += matrix[Math.max(i, j)][Math.min(i, j)] * solution[j];
                ofInverse += inverse[Math.max(i, j)][Math.min(i, j)] * b[j];
            }
            assertThat(product).isCloseTo(b[i], within(1e-12));
            assertThat(ofInverse).isCloseTo(solution[i], within(1e-12));
        }
    }
}
