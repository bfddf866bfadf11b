package dev.kappasweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    /**
     * Python 3, standard library; quantile t(0.975, n - 1) from the table of Student's t in any statistics book:
     *
     * <pre>
     * from statistics import stdev
     * for xs, t in [([43.16, 42.8, 43.5], 4.302653), ([1.0, 2.0], 12.706205), ([96.5, 96.7, 96.6, 97.0, 96.2], 2.776445)]:
     *     print(t * stdev(xs) / len(xs) ** 0.5)
     * </pre>
     */
    @ParameterizedTest
    @CsvSource({"'43.16,42.8,43.5', 0.869567", "'1,2', 6.353103", "'96.5,96.7,96.6,97.0,96.2', 0.362004"})
    void halfWidthIsThatOfStudentsT(String values, double expected) {
        double[] parsed = Arrays.stream(values.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(Estimate.halfWidth(parsed)).isCloseTo(expected, within(1e-5));
    }

    @Test
    void oneValueHasNoInterval() {
        assertThat(Estimate.halfWidth(new double[] {1})).isNaN();
        assertThat(Estimate.halfWidth(new double[0])).isNaN();
    }

    @Test
    void equalValuesHaveAnIntervalOfZero() {
        assertThat(Estimate.halfWidth(new double[] {2, 2, 2})).isZero();
    }
}
