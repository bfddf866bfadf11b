package dev.kappasweep.bench;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.OpenBlas;
import dev.kappasweep.linalg.Precision;
import java.util.Arrays;
import java.util.List;

/**
 * What one lane of this machine does at best.
 *
 * @param gemmGflops billion operations a second of the product of two large matrices, the median of a few
 * @param copyGbs GB a second, read and written, in copying what no cache holds, likewise
 */
public record MachineRates(double gemmGflops, double copyGbs) {
    private static final int GEMM_SIZE = 1536;
    private static final int COPY_FLOATS = 16 << 20;
    private static final int REPEATS = 11;

    /** Measures, for a second or two. */
    static MachineRates measure(Precision precision) {
        return new MachineRates(median(gemmRates(precision)), median(copyRates()));
    }

    /** Of several lanes. */
    static MachineRates mean(List<MachineRates> lanes) {
        return new MachineRates(
                lanes.stream().mapToDouble(MachineRates::gemmGflops).average().orElse(Double.NaN),
                lanes.stream().mapToDouble(MachineRates::copyGbs).average().orElse(Double.NaN));
    }

    private static double[] gemmRates(Precision precision) {
        double[] rates = new double[REPEATS];
        try (Matrix a = Matrix.zeros(precision, GEMM_SIZE, GEMM_SIZE);
                Matrix b = Matrix.zeros(precision, GEMM_SIZE, GEMM_SIZE);
                Matrix c = Matrix.zeros(precision, GEMM_SIZE, GEMM_SIZE)) {
            for (int i = 0; i < REPEATS; i++) {
                long start = System.nanoTime();
                OpenBlas.multiply(a, b, c);
                rates[i] = 2.0 * GEMM_SIZE * GEMM_SIZE * GEMM_SIZE / (System.nanoTime() - start);
            }
        }
        return rates;
    }

    private static double[] copyRates() {
        double[] rates = new double[REPEATS];
        float[] from = new float[COPY_FLOATS];
        float[] to = new float[COPY_FLOATS];
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            System.arraycopy(from, 0, to, 0, COPY_FLOATS);
            rates[i] = 2.0 * Float.BYTES * COPY_FLOATS / (System.nanoTime() - start);
        }
        return rates;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
