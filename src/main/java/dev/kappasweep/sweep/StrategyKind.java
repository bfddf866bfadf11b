package dev.kappasweep.sweep;

/** How a search chooses what it trains, and for how long. */
public enum StrategyKind implements Named {
    /** Uniform in the space. */
    RANDOM("random", false),
    /** A scrambled Sobol sequence: as random, and more even. */
    SOBOL("sobol", false),
    /** Tree-structured Parzen estimators. */
    TPE("tpe", false),
    /** Expected improvement of a Gaussian process. */
    GP("gp", false),
    /** A genetic algorithm for several objectives. */
    NSGA2("nsga2", false),
    /** Asynchronous successive halving: of the candidates on a rung the best go on to the next. */
    ASHA("asha", true),
    /** Successive halving in brackets that begin on different rungs. */
    HYPERBAND("hyperband", true);

    private final String text;
    private final boolean hasRungs;

    StrategyKind(String text, boolean hasRungs) {
        this.text = text;
        this.hasRungs = hasRungs;
    }

    @Override
    public String text() {
        return text;
    }

    /** Whether it is a way to stop candidates, not one to choose them. */
    public boolean hasRungs() {
        return hasRungs;
    }
}
