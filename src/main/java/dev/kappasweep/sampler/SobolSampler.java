package dev.kappasweep.sampler;

import dev.kappasweep.data.RandomStreams;

/** Sobol's sequence in the shares of the dimensions, shifted by bits of the stream {@code search shift}: more even than random, whatever was told. */
public final class SobolSampler implements Sampler {
    private final Space space;
    private final Sobol sequence;

    public SobolSampler(Space space, long seed) {
        this.space = space;
        sequence = new Sobol(space.size(), RandomStreams.stream(seed, "search shift"));
    }

    @Override
    public Point suggest(long number, History history) {
        return space.at(sequence.point(number));
    }
}
