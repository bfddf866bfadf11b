package dev.kappasweep.sampler;

import dev.kappasweep.sampler.Dimension.Choice;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A Parzen estimate of where some points lie: of each kernel, one around each point and the prior, the product over the dimensions.
 * Kernels without a dimension that a point has are as the prior there.
 */
final class Mixture {
    private final Space space;
    private final int[] dimensions;
    private final Kernels[] kernels;
    private final int count;

    /** @param dimensions which of the space, in ascending order */
    Mixture(Space space, int[] dimensions, List<Point> points) {
        this.space = space;
        this.dimensions = dimensions;
        count = points.size() + 1;
        kernels = IntStream.of(dimensions)
                .mapToObj(i -> kernels(space.dimension(i), i, points))
                .toArray(Kernels[]::new);
    }

    private static Kernels kernels(Dimension dimension, int index, List<Point> points) {
        return dimension instanceof Choice choice && !choice.isOrdered()
                ? new ChoiceKernels(choice, index, points)
                : new NormalKernels(dimension, index, points);
    }

    /**
     * Draws a value for each dimension of this mixture that is part of the point.
     *
     * @param values those of the dimensions before it are read, its own are set, to NaN where they are not part of the point
     */
    void draw(RandomGenerator random, double[] values) {
        int kernel = random.nextInt(count);
        for (int i = 0; i < dimensions.length; i++) {
            boolean isPart = space.isPart(dimensions[i], values);
            values[dimensions[i]] = isPart ? kernels[i].draw(kernel, random) : Double.NaN;
        }
    }

    /** At a point's values, up to a constant that depends on the point alone. */
    double logDensity(double[] values) {
        double[] logs = new double[count];
        for (int i = 0; i < dimensions.length; i++) {
            double value = values[dimensions[i]];
            for (int k = 0; k < count && !Double.isNaN(value); k++) {
                logs[k] += kernels[i].logDensity(k, value);
            }
        }
        return logOfSum(logs) - StrictMath.log(count);
    }

    private static double logOfSum(double[] logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double one : logs) {
            largest = Math.max(largest, one);
        }
        double sum = 0;
        for (double one : logs) {
            sum += StrictMath.exp(one - largest);
        }
        return largest + StrictMath.log(sum);
    }
}
