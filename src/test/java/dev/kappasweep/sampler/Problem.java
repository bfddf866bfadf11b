package dev.kappasweep.sampler;

import dev.kappasweep.sampler.Dimension.Real;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Something to be minimised whose least value is known.
 *
 * @param loss of a point
 * @param least of all losses
 */
record Problem(String name, Space space, ToDoubleFunction<double[]> loss, double least) {
    private static final double[][] HARTMANN_A = {
        {10, 3, 17, 3.5, 1.7, 8}, {0.05, 10, 17, 0.1, 8, 14}, {3, 3.5, 1.7, 10, 17, 8}, {17, 8, 0.05, 10, 0.1, 14}
    };
    private static final double[][] HARTMANN_P = {
        {1312, 1696, 5569, 124, 8283, 5886},
        {2329, 4135, 8307, 3736, 1004, 9991},
        {2348, 1451, 3522, 2883, 3047, 6650},
        {4047, 8828, 8732, 5743, 1091, 381}
    };
    private static final double[] HARTMANN_WEIGHTS = {1, 1.2, 3, 3.2};

    static Problem branin() {
        Space space = new Space(List.of(real("x0", -5, 10), real("x1", 0, 15)));
        return new Problem("branin", space, Problem::branin, 0.39788735772973816);
    }

    static Problem hartmann() {
        return new Problem("hartmann6", cube(6, 0, 1), Problem::hartmann, -3.3223680114155147);
    }

    static Problem rosenbrock() {
        return new Problem("rosenbrock10", cube(10, -5, 10), Problem::rosenbrock, 0);
    }

    static Problem levy() {
        return new Problem("levy4", cube(4, -10, 10), Problem::levy, 0);
    }

    static Problem ackley() {
        return new Problem("ackley5", cube(5, -20, 40), Problem::ackley, 0);
    }

    private static Real real(String name, double low, double high) {
        return new Real(name, low, high, false, Optional.empty());
    }

    private static Space cube(int dimensions, double low, double high) {
        return new Space(IntStream.range(0, dimensions)
                .<Dimension>mapToObj(i -> real("x" + i, low, high))
                .toList());
    }

    private static double branin(double[] x) {
        double root = x[1] - 5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0] + 5 / Math.PI * x[0] - 6;
        return root * root + 10 * (1 - 1 / (8 * Math.PI)) * StrictMath.cos(x[0]) + 10;
    }

    private static double hartmann(double[] x) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
            double distance = 0;
            for (int i = 0; i < 6; i++) {
                double way = x[i] - 1e-4 * HARTMANN_P[k][i];
                distance += HARTMANN_A[k][i] * way * way;
            }
            sum -= HARTMANN_WEIGHTS[k] * StrictMath.exp(-distance);
        }
        return sum;
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double valley = x[i + 1] - x[i] * x[i];
            sum += 100 * valley * valley + (1 - x[i]) * (1 - x[i]);
        }
        return sum;
    }

    private static double levy(double[] x) {
        double[] w = DoubleStream.of(x).map(one -> 1 + (one - 1) / 4).toArray();
        double last = w[w.length - 1];
        double sum = square(StrictMath.sin(Math.PI * w[0]))
                + square(last - 1) * (1 + square(StrictMath.sin(2 * Math.PI * last)));
        for (int i = 0; i + 1 < w.length; i++) {
            sum += square(w[i] - 1) * (1 + 10 * square(StrictMath.sin(Math.PI * w[i] + 1)));
        }
        return sum;
    }

    private static double square(double x) {
        return x * x;
    }

    private static double ackley(double[] x) {
        double squares = 0;
        double waves = 0;
        for (double one : x) {
            squares += one * one;
            waves += StrictMath.cos(2 * Math.PI * one);
        }
        return 20
                - 20 * StrictMath.exp(-0.2 * Math.sqrt(squares / x.length))
                + Math.E
                - StrictMath.exp(waves / x.length);
    }
}
