package dev.kappasweep.sampler;

/** The normal distribution with the same bits everywhere. */
final class Normal {
    private static final double ROOT_HALF = Math.sqrt(0.5);

    /** log of the square root of 2 pi. */
    static final double LOG_ROOT_TWO_PI = 0.9189385332046727;

    private static final double ROOT_HALF_PI = 1.2533141373155003;

    /**
     * Chebyshev coefficients of (1 + 2 x) exp(x^2) erfc(x) in t = (x - 3.75) / (x + 3.75), of degree 0 first; the form of Shepherd and Laframboise,
     * Chebyshev approximation of (1 + 2x)exp(x^2)erfc x in 0 <= x < infinity, 1981. Computed to 40 digits from its values at the 60 Chebyshev
     * nodes.
     */
    private static final double[] SCALED = {
        1.1775789345674017,
        -0.004590054580646478,
        -0.08424913336651792,
        0.05920993999819189,
        -0.026658668435305753,
        0.009074997670705265,
        -0.002413163540417608,
        0.0004907758365258086,
        -6.916973302501207e-5,
        4.13902798607301e-6,
        7.74038306619849e-7,
        -2.1886401049234397e-7,
        1.076499946567091e-8,
        4.521959811218287e-9,
        -7.754400208831351e-10,
        -6.318088340886684e-11,
        2.86879501093067e-11,
        1.9455868545777347e-13,
        -9.65469674843344e-13,
        3.25254814814874e-14,
        3.3478119482868056e-14,
        -1.864562880419313e-15,
        -1.2507950530688648e-15,
        7.418235256624044e-17
    };

    private Normal() {}

    /** exp(x^2) erfc(x) for x of at least 0. */
    static double scaledErfc(double x) {
        double t = (x - 3.75) / (x + 3.75);
        double next = 0;
        double afterNext = 0;
        for (int i = SCALED.length - 1; i > 0; i--) {
            double one = 2 * t * next - afterNext + SCALED[i];
            afterNext = next;
            next = one;
        }
        return (t * next - afterNext + SCALED[0]) / (1 + 2 * x);
    }

    /** The probability of less than {@code z}. */
    static double below(double z) {
        return z < 0 ? tail(-z) : 1 - tail(z);
    }

    /** The probability of more than {@code z}, at least 0. */
    private static double tail(double z) {
        return 0.5 * StrictMath.exp(-0.5 * z * z) * scaledErfc(z * ROOT_HALF);
    }

    static double logBelow(double z) {
        return z < 0 ? -0.5 * z * z + StrictMath.log(0.5 * scaledErfc(-z * ROOT_HALF)) : StrictMath.log1p(-tail(z));
    }

    /** The probability of [from, to], with few digits lost far from 0. */
    static double between(double from, double to) {
        return from > 0 ? tail(from) - tail(to) : below(to) - below(from);
    }

    /** The logarithm of the density. */
    static double logDensity(double z) {
        return -0.5 * z * z - LOG_ROOT_TWO_PI;
    }

    /** phi(z) / Phi(z): the slope of {@link #logBelow}. */
    static double slopeOfLogBelow(double z) {
        return StrictMath.exp(logDensity(z) - logBelow(z));
    }

    /**
     * log E[max(0, z + x)] of a normal x: Ament and others, Unexpected improvements to expected improvement for Bayesian optimization,
     * 2023, (9).
     */
    static double logImprovement(double z) {
        if (z > -1) {
            return StrictMath.log(StrictMath.exp(logDensity(z)) + z * below(z));
        }
        if (z > -1e5) {
            return logDensity(z) + StrictMath.log(1 + ROOT_HALF_PI * z * scaledErfc(-z * ROOT_HALF));
        }
        return logDensity(z) - 2 * StrictMath.log(-z);
    }

    /** Its derivative, Phi(z) over the improvement. */
    static double slopeOfLogImprovement(double z) {
        return StrictMath.exp(logBelow(z) - logImprovement(z));
    }
}
