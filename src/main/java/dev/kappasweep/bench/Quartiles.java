package dev.kappasweep.bench;

import java.util.Arrays;

/** Of some numbers, between which half of them are. */
public record Quartiles(double low, double median, double high) {
    static Quartiles of(double[] numbers) {
        double[] sorted = Arrays.stream(numbers).sorted().toArray();
        return new Quartiles(
                sorted[sorted.length / 4], sorted[sorted.length / 2], sorted[sorted.length - 1 - sorted.length / 4]);
    }
}
