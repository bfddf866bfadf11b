package dev.kappasweep.sampler;

import java.util.Optional;

/**
 * Minus the logarithm of what the parameters of a covariance have for them, given what was measured: the likelihood and a prior. The variables
 * are the logarithms of the nearness of each dimension and of the scale; there is next to no noise, since a
 * trial that is repeated gives the same.
 */
final class Evidence implements Descent.Slope {
    private static final int STEPS = 60;
    private static final double BOUND = 20;

    static final double NOISE = 1e-6;

    private final int dimensions;
    private final double[] values;
    /** Of the pairs i > j, one after the other, each dimension. */
    private final double[] squares;

    Evidence(Features features, double[][] points, double[] values) {
        dimensions = features.size();
        this.values = values;
        squares = new double[points.length * (points.length - 1) / 2 * dimensions];
        int next = 0;
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                for (int d = 0; d < dimensions; d++) {
                    squares[next++] = features.square(d, points[i][d], points[j][d]);
                }
            }
        }
    }

    /** The parameters with the most for them. */
    static Matern best(Features features, double[][] points, double[] values) {
        Evidence evidence = new Evidence(features, points, values);
        double[] start = new double[features.size() + 1];
        Descent.End end = Descent.minimise(evidence, start, -BOUND, BOUND, STEPS);
        return evidence.covariance(end.x());
    }

    private Matern covariance(double[] x) {
        double[] nearness = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            nearness[i] = StrictMath.exp(x[i]);
        }
        return new Matern(nearness, StrictMath.exp(x[dimensions]), NOISE);
    }

    @Override
    public double at(double[] x, double[] gradient) {
        Matern matern = covariance(x);
        double[] pairs = pairs(matern);
        double[] decays = new double[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            decays[i] = Matern.decay(pairs[i]);
        }
        Optional<Cholesky> factor = Cholesky.of(matrix(matern, pairs, decays));
        if (factor.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        double[] weights = factor.get().solve(values);
        double value = factor.get().halfLogDeterminant();
        for (int i = 0; i < values.length; i++) {
            value += 0.5 * values[i] * weights[i];
        }
        slopeOfLikelihood(matern, pairs, decays, factor.get().inverse(), weights, gradient);
        return value + prior(matern, gradient);
    }

    /** The squared distances of the pairs. */
    private double[] pairs(Matern matern) {
        double[] pairs = new double[squares.length / dimensions];
        for (int i = 0; i < pairs.length; i++) {
            double sum = 0;
            for (int d = 0; d < dimensions; d++) {
                sum += matern.nearness(d) * squares[i * dimensions + d];
            }
            pairs[i] = sum;
        }
        return pairs;
    }

    private double[][] matrix(Matern matern, double[] pairs, double[] decays) {
        double[][] matrix = new double[values.length][];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            matrix[i] = new double[i + 1];
            for (int j = 0; j < i; j++) {
                matrix[i][j] = matern.scale() * Matern.correlation(pairs[next], decays[next]);
                next++;
            }
            matrix[i][i] = matern.scale() + matern.noise();
        }
        return matrix;
    }

    /** Half the trace of (K^-1 - K^-1 y y^T K^-1) times the derivative of K by each variable. */
    private void slopeOfLikelihood(
            Matern matern, double[] pairs, double[] decays, double[][] inverse, double[] weights, double[] gradient) {
        double ofScale = 0;
        int next = 0;
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < i; j++) {
                double factor = matern.scale() * (inverse[i][j] - weights[i] * weights[j]);
                ofScale += factor * Matern.correlation(pairs[next], decays[next]);
                double ofSquare = factor * Matern.slope(pairs[next], decays[next]);
                for (int d = 0; d < dimensions; d++) {
                    gradient[d] += ofSquare * squares[next * dimensions + d];
                }
                next++;
            }
            ofScale += 0.5 * (inverse[i][i] - weights[i] * weights[i]) * matern.scale();
        }
        for (int d = 0; d < dimensions; d++) {
            gradient[d] *= matern.nearness(d);
        }
        gradient[dimensions] = ofScale;
    }

    /** That of Optuna's GPSampler: lengths near the range, a scale near 1. */
    private double prior(Matern matern, double[] gradient) {
        double value = 0;
        for (int d = 0; d < dimensions; d++) {
            double nearness = matern.nearness(d);
            value += 0.1 / nearness + 0.1 * nearness;
            gradient[d] += -0.1 / nearness + 0.1 * nearness;
        }
        double scale = matern.scale();
        value += scale - StrictMath.log(scale);
        gradient[dimensions] += scale - 1;
        return value;
    }
}
