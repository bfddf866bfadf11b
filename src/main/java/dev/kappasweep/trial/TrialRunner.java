package dev.kappasweep.trial;

import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;

/**
 * Trains and measures networks: initial state, training with the spectrum of every layer after each epoch, then the metrics of
 * the experiment at every SNR of the evaluation axis on the one trained model. A machine that fails the {@link SelfTest} is refused.
 */
public final class TrialRunner implements TrialFunction {
    private static final long serialVersionUID = 1;

    @Override
    public Environment prepare() {
        SelfTest.require();
        return Environments.current();
    }

    @Override
    public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
        return run(spec, data, observer, Team.ALONE);
    }

    @Override
    public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer, Team team) {
        SelfTest.require();
        return Procedure.of(spec).run(spec, data, observer, team);
    }

    @Override
    public TrialResult evaluate(TrialSpec spec, Dataset data, byte[] npz, TrialObserver observer) {
        SelfTest.require();
        return new KeptNetwork(spec, data).evaluate(npz, observer);
    }
}
