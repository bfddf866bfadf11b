package dev.kappasweep.sampler;

import dev.kappasweep.data.RandomStreams;
import java.util.random.RandomGenerator;

/** Uniform in the shares of each dimension, whatever was told. */
public record RandomSampler(Space space, long seed) implements Sampler {
    @Override
    public Point suggest(long number, History history) {
        return draw(space, RandomStreams.stream(seed, stream(number)));
    }

    /** The name of candidate {@code number}'s stream. */
    static String stream(long number) {
        return "search " + number;
    }

    static Point draw(Space space, RandomGenerator random) {
        double[] shares = new double[space.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = random.nextDouble();
        }
        return space.at(shares);
    }
}
