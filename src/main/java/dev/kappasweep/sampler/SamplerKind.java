package dev.kappasweep.sampler;

import dev.kappasweep.sweep.Named;

/** The ways to choose candidates that have a name. */
public enum SamplerKind implements Named {
    RANDOM("random"),
    SOBOL("sobol");

    private final String text;

    SamplerKind(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** With its usual settings. */
    public Sampler sampler(Space space, long seed) {
        return switch (this) {
            case RANDOM -> new RandomSampler(space, seed);
            case SOBOL -> new SobolSampler(space, seed);
        };
    }
}
