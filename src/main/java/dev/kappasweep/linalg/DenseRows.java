package dev.kappasweep.linalg;

import java.util.Arrays;

/** Sums and products of short rows of doubles, in loops along them, which the JIT vectorises. */
final class DenseRows {
    private DenseRows() {}

    /** result = the sum of weights[i] rows[i] over i. */
    static void combine(double[] weights, double[][] rows, double[] result) {
        Arrays.fill(result, 0);
        for (int i = 0; i < rows.length; i++) {
            addScaled(weights[i], rows[i], result);
        }
    }

    /** sum = sum + factor row. */
    static void addScaled(double factor, double[] row, double[] sum) {
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * row[j];
        }
    }

    /** The inner product, in four parts that do not wait for each other. */
    static double dot(double[] a, double[] b) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            sum0 += a[i] * b[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }
}
