package dev.kappasweep.sampler;

/**
 * The Matern covariance of smoothness 5/2, with a length for each dimension: Rasmussen and Williams, Gaussian processes for machine
 * learning, 2006, (4.17).
 */
final class Matern {
    private final double[] nearness;
    private final double scale;
    private final double noise;

    /**
     * A covariance.
     *
     * @param nearness one over the square of the length of each dimension
     * @param scale the covariance of a point with itself, without noise
     * @param noise the variance of what is measured twice at one point
     */
    Matern(double[] nearness, double scale, double noise) {
        this.nearness = nearness;
        this.scale = scale;
        this.noise = noise;
    }

    double nearness(int dimension) {
        return nearness[dimension];
    }

    double scale() {
        return scale;
    }

    double noise() {
        return noise;
    }

    /** The exponential that {@link #correlation} and {@link #slope} have in common: of minus the root of five times a squared distance. */
    static double decay(double square) {
        return StrictMath.exp(-Math.sqrt(5 * square));
    }

    /**
     * The correlation at a squared distance in lengths.
     *
     * @param decay {@link #decay} of it
     */
    static double correlation(double square, double decay) {
        return decay * (1 + Math.sqrt(5 * square) + 5.0 / 3 * square);
    }

    /** The derivative of {@link #correlation} by the square. */
    static double slope(double square, double decay) {
        return -5.0 / 6 * (1 + Math.sqrt(5 * square)) * decay;
    }

    /** The squared distance of two points in lengths. */
    double square(Features features, double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < nearness.length; i++) {
            sum += nearness[i] * features.square(i, one[i], other[i]);
        }
        return sum;
    }

    double covariance(Features features, double[] one, double[] other) {
        double square = square(features, one, other);
        return scale * correlation(square, decay(square));
    }
}
