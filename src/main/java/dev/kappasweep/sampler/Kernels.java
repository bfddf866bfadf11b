package dev.kappasweep.sampler;

import java.util.random.RandomGenerator;

/** Of one dimension the distributions around each of some points, and last the prior, which is that of a point without this dimension as well. */
sealed interface Kernels permits NormalKernels, ChoiceKernels {
    /** Of kernel {@code index} at a value, up to a constant that depends on the value alone. */
    double logDensity(int index, double value);

    double draw(int index, RandomGenerator random);
}
