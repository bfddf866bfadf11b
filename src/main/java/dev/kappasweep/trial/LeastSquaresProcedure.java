package dev.kappasweep.trial;

import dev.kappasweep.crew.StepDemand;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;

/** Descent on a problem that the trial draws itself; the data set has nothing. */
final class LeastSquaresProcedure implements Procedure {
    @Override
    public TrialExecution execution(TrialSpec spec, Dataset data, TrialObserver observer, Team team) {
        return new LeastSquaresExecution(spec, observer);
    }

    /** Two products of W with m x m and the top singular triplet of W, at each step. */
    @Override
    public double flops(TrialSpec spec, Dataset data) {
        return (double) spec.training().epochs() * ProblemSpec.STEPS_PER_EPOCH * flopsOfStep(spec.problem());
    }

    private static double flopsOfStep(ProblemSpec problem) {
        return 4.0 * problem.outputs() * problem.inputs() * ((double) problem.inputs() + problem.outputs());
    }

    /** What it keeps is read and written once. */
    @Override
    public StepDemand step(TrialSpec spec, Dataset data) {
        double bytes = bytesOfWeights(spec, data);
        return new StepDemand(flopsOfStep(spec.problem()), 2 * bytes, bytes);
    }

    @Override
    public double bytesOfWeights(TrialSpec spec, Dataset data) {
        return (double) Double.BYTES * spec.problem().outputs() * spec.problem().inputs();
    }
}
