package dev.kappasweep.data;

/**
 * Standard normal numbers by the ziggurat of Marsaglia and Tsang in the form of Doornik, An improved ziggurat method to generate
 * normal random samples, 2005, with 256 layers of one area under exp(-x^2 / 2). docs/streams.md has it step by step.
 *
 * <p>The edges are rounded to multiples of 2^-33, which is less than 3e-11 of any of them: so whatever library they are computed
 * with, if it is right to 1e-13, they are the same numbers.
 */
final class Ziggurat {
    private static final int LAYERS = 256;

    /** Where the tail begins. */
    private static final double START = 3.654152885361009;

    /** Of each layer; the lowest has the tail in it: START exp(-START^2 / 2) and the integral from there to infinity. */
    private static final double AREA = 0.004928673233974658;

    private static final double[] EDGES = edges();
    private static final double[] INNER = inner();

    private Ziggurat() {}

    /** Right edges of the layers from the lowest up, whose edge is that of a rectangle of its area; then 0. */
    private static double[] edges() {
        double[] edges = new double[LAYERS + 1];
        edges[0] = AREA / density(START);
        edges[1] = START;
        for (int i = 2; i < LAYERS; i++) {
            double below = edges[i - 1];
            edges[i] = StrictMath.sqrt(-2 * StrictMath.log(AREA / below + density(below)));
        }
        for (int i = 0; i < LAYERS; i++) {
            edges[i] = Math.rint(edges[i] * 0x1.0p33) * 0x1.0p-33;
        }
        return edges;
    }

    /** The part of each layer's width that lies wholly under the curve. */
    private static double[] inner() {
        double[] inner = new double[LAYERS];
        for (int i = 0; i < LAYERS; i++) {
            inner[i] = EDGES[i + 1] / EDGES[i];
        }
        return inner;
    }

    private static double density(double x) {
        return StrictMath.exp(-0.5 * x * x);
    }

    /** The next number of {@code source}. */
    static double next(L64X128Mix source) {
        while (true) {
            long bits = source.nextLong();
            int layer = (int) bits & (LAYERS - 1);
            double part = (bits >> 11) * 0x1.0p-52;
            if (Math.abs(part) < INNER[layer]) {
                return part * EDGES[layer];
            }
            if (layer == 0) {
                return part < 0 ? -tail(source) : tail(source);
            }
            double x = part * EDGES[layer];
            if (isUnderCurve(x, layer, source.nextDouble())) {
                return x;
            }
        }
    }

    private static boolean isUnderCurve(double x, int layer, double height) {
        double low = StrictMath.exp(-0.5 * (EDGES[layer] * EDGES[layer] - x * x));
        double high = StrictMath.exp(-0.5 * (EDGES[layer + 1] * EDGES[layer + 1] - x * x));
        return low + height * (high - low) < 1;
    }

    /** A normal number beyond START: Marsaglia, Generating a variable from the tail of the normal distribution, 1964. */
    private static double tail(L64X128Mix source) {
        while (true) {
            double beyond = -StrictMath.log(1 - source.nextDouble()) / START;
            double height = -StrictMath.log(1 - source.nextDouble());
            if (2 * height > beyond * beyond) {
                return START + beyond;
            }
        }
    }
}
