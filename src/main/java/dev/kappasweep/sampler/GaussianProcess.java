package dev.kappasweep.sampler;

import java.util.Arrays;

/** What is expected of a function at any point after it was measured at some, of mean 0 before. */
final class GaussianProcess {
    private static final double LEAST_VARIANCE = 1e-12;

    private final Features features;
    private final Matern matern;
    private final double[][] points;
    private final double[] values;
    private final Cholesky factor;
    private final double[] weights;

    /**
     * After measurements.
     *
     * @param points features of each
     * @param values measured there
     */
    GaussianProcess(Features features, Matern matern, double[][] points, double[] values) {
        this.features = features;
        this.matern = matern;
        this.points = points;
        this.values = values;
        factor = factor();
        weights = factor.solve(values);
    }

    /** With as much more noise as it takes. */
    private Cholesky factor() {
        double[][] matrix = new double[points.length][];
        for (int i = 0; i < points.length; i++) {
            matrix[i] = new double[i + 1];
            for (int j = 0; j < i; j++) {
                matrix[i][j] = matern.covariance(features, points[i], points[j]);
            }
        }
        double noise = matern.noise();
        while (true) {
            for (int i = 0; i < points.length; i++) {
                matrix[i][i] = matern.scale() + noise;
            }
            var found = Cholesky.of(matrix);
            if (found.isPresent()) {
                return found.get();
            }
            noise *= 10;
        }
    }

    /** As if what is expected at some more points had been measured there. */
    GaussianProcess believing(double[][] more) {
        if (more.length == 0) {
            return this;
        }
        double[][] all = Arrays.copyOf(points, points.length + more.length);
        double[] believed = Arrays.copyOf(values, all.length);
        for (int i = 0; i < more.length; i++) {
            all[points.length + i] = more[i];
            believed[points.length + i] = at(more[i]).mean();
        }
        return new GaussianProcess(features, matern, all, believed);
    }

    /** A normal distribution. */
    record Belief(double mean, double variance) {
        double deviation() {
            return Math.sqrt(variance);
        }
    }

    Belief at(double[] point) {
        double[] covariances = covariances(point);
        double[] half = factor.forward(covariances);
        return new Belief(dot(covariances, weights), variance(half));
    }

    private double[] covariances(double[] point) {
        double[] covariances = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            covariances[i] = matern.covariance(features, point, points[i]);
        }
        return covariances;
    }

    private double variance(double[] half) {
        return Math.max(LEAST_VARIANCE, matern.scale() - dot(half, half));
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }

    /**
     * The belief at a point, and how it changes with the features.
     *
     * @param ofMean becomes the gradient of the mean
     * @param ofVariance becomes the gradient of the variance
     */
    Belief at(double[] point, double[] ofMean, double[] ofVariance) {
        double[] squares = new double[points.length];
        double[] decays = new double[points.length];
        double[] covariances = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            squares[i] = matern.square(features, point, points[i]);
            decays[i] = Matern.decay(squares[i]);
            covariances[i] = matern.scale() * Matern.correlation(squares[i], decays[i]);
        }
        double[] half = factor.forward(covariances);
        double[] explained = factor.backward(half);
        Arrays.fill(ofMean, 0);
        Arrays.fill(ofVariance, 0);
        for (int i = 0; i < points.length; i++) {
            double slope = 2 * matern.scale() * Matern.slope(squares[i], decays[i]);
            for (int d = 0; d < point.length; d++) {
                double way = slope * matern.nearness(d) * features.way(d, point[d], points[i][d]);
                ofMean[d] += weights[i] * way;
                ofVariance[d] -= 2 * explained[i] * way;
            }
        }
        return new Belief(dot(covariances, weights), variance(half));
    }
}
