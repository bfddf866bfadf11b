package dev.kappasweep.sampler;

import dev.kappasweep.sampler.Dimension.Choice;
import java.util.List;
import java.util.random.RandomGenerator;

/** Of a choice without an order: each kernel is its own value, but for a part that is shared by all, the smaller the more kernels there are. */
final class ChoiceKernels implements Kernels {
    private final int size;
    private final int[] centres;
    private final double logOwn;
    private final double logOther;
    private final double other;

    ChoiceKernels(Choice choice, int dimension, List<Point> points) {
        size = choice.size();
        centres = new int[points.size() + 1];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = i < points.size() && points.get(i).has(dimension)
                    ? (int) points.get(i).at(dimension)
                    : -1;
        }
        double shared = 1.0 / centres.length;
        other = shared / (1 + size * shared);
        logOther = StrictMath.log(other);
        logOwn = StrictMath.log((1 + shared) / (1 + size * shared));
    }

    @Override
    public double logDensity(int index, double value) {
        if (centres[index] < 0) {
            return -StrictMath.log(size);
        }
        return centres[index] == (int) value ? logOwn : logOther;
    }

    @Override
    public double draw(int index, RandomGenerator random) {
        boolean isShared = centres[index] < 0 || random.nextDouble() < size * other;
        return isShared ? random.nextInt(size) : centres[index];
    }
}
