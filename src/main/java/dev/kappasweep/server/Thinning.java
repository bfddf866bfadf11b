package dev.kappasweep.server;

import java.util.stream.IntStream;

/**
 * Chooses the points of a curve that show its form: Largest-Triangle-Three-Buckets (S. Steinarsson, Downsampling Time Series for Visual
 * Representation, 2013).
 */
final class Thinning {
    private Thinning() {}

    /**
     * The places of the points that stay, in order, the first and the last among them.
     *
     * @param y by place; NaN counts as 0
     * @param most at least 3
     */
    static int[] places(double[] y, int most) {
        int n = y.length;
        if (n <= most) {
            return IntStream.range(0, n).toArray();
        }
        int[] chosen = new int[most];
        chosen[most - 1] = n - 1;
        double width = (n - 2.0) / (most - 2);
        for (int bucket = 0; bucket < most - 2; bucket++) {
            int from = 1 + (int) (bucket * width);
            int to = 1 + (int) ((bucket + 1) * width);
            int end = Math.min(n, 1 + (int) ((bucket + 2) * width));
            chosen[bucket + 1] = largest(y, chosen[bucket], from, to, Math.max(to + 1, end));
        }
        return chosen;
    }

    /** Of a bucket the place whose triangle with the place before and the mean of the next bucket is the largest. */
    private static int largest(double[] y, int before, int from, int to, int end) {
        double nextX = (to + end - 1) / 2.0;
        double nextY =
                IntStream.range(to, end).mapToDouble(i -> at(y, i)).average().orElse(0);
        int best = from;
        double most = -1;
        for (int i = from; i < to; i++) {
            double area =
                    Math.abs((before - nextX) * (at(y, i) - at(y, before)) - (before - i) * (nextY - at(y, before)));
            if (area > most) {
                most = area;
                best = i;
            }
        }
        return best;
    }

    private static double at(double[] y, int place) {
        return Double.isFinite(y[place]) ? y[place] : 0;
    }
}
