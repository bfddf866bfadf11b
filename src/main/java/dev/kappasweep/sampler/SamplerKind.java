package dev.kappasweep.sampler;

import dev.kappasweep.sweep.Named;

/** The ways to choose candidates that have a name. */
public enum SamplerKind implements Named {
    RANDOM("random"),
    SOBOL("sobol"),
    TPE("tpe"),
    GP("gp"),
    NSGA2("nsga2");

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
            case TPE -> new TpeSampler(space, seed, TpeSettings.DEFAULT);
            case GP -> new GpSampler(space, seed, GpSettings.DEFAULT);
            case NSGA2 -> new Nsga2Sampler(space, seed, Nsga2Settings.DEFAULT);
        };
    }
}
