package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DenseRowsTest {
    @Test
    void sumsAndProductsOfRowsOfAnyLength() {
        double[] sum = {1, 1, 1};
        DenseRows.addScaled(-2, new double[] {1, 2, 3}, sum);
        assertThat(sum).containsExactly(-1, -3, -5);
        double[] combined = {9, 9, 9};
        DenseRows.combine(new double[] {2, -1}, new double[][] {{1, 2, 3}, {4, 5, 6}}, combined);
        assertThat(combined).containsExactly(-2, -1, 0);
        assertThat(DenseRows.dot(new double[] {1, 2, 3}, new double[] {4, 5, 6}))
                .as("below four")
                .isEqualTo(32);
        assertThat(DenseRows.dot(new double[] {1, 2, 3, 4, 5, 6, 7}, new double[] {1, 10, 100, 1000, 1, 10, 100}))
                .isEqualTo(1 + 20 + 300 + 4000 + 5 + 60 + 700);
    }

    /** (1e16 + 1) + (1 + -1e16): one after the other it would be 1. */
    @Test
    void aProductIsAddedInFourPartsAndThoseInPairs() {
        double[] ones = {1, 1, 1, 1};
        assertThat(DenseRows.dot(new double[] {1e16, 1, 1, -1e16}, ones)).isZero();
    }
}
