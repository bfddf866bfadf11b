package dev.kappasweep.trial;

import dev.kappasweep.crew.StepDemand;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;

/** How trials of one experiment run and about what they cost; the rules of their sweeps are {@link dev.kappasweep.sweep.ExperimentRules}. */
interface Procedure {
    /** That of a trial's experiment. */
    static Procedure of(TrialSpec spec) {
        return switch (spec.experiment()) {
            case CLASSIFICATION -> new ClassificationProcedure();
            case DENOISING -> new DenoisingProcedure();
            case LEAST_SQUARES -> new LeastSquaresProcedure();
        };
    }

    /**
     * That of a trial that trains a network.
     *
     * @throws IllegalArgumentException if it trains none
     */
    static NetworkProcedure ofNetwork(TrialSpec spec) {
        if (of(spec) instanceof NetworkProcedure network) {
            return network;
        }
        throw new IllegalArgumentException("a trial of " + spec.experiment().text() + " trains no network");
    }

    TrialExecution execution(TrialSpec spec, Dataset data, TrialObserver observer, Team team);

    /** Trains and measures. */
    default TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer, Team team) {
        try (TrialExecution execution = execution(spec, data, observer, team)) {
            return execution.run();
        }
    }

    /** About how many floating-point operations a trial takes. */
    double flops(TrialSpec spec, Dataset data);

    /** About what one step takes. */
    StepDemand step(TrialSpec spec, Dataset data);

    /** What the weights of one state take. */
    double bytesOfWeights(TrialSpec spec, Dataset data);
}
