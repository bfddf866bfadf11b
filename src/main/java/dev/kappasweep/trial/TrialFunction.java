package dev.kappasweep.trial;

import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.io.Serializable;

/** Trains and measures one trial: a pure function of the spec and the data. */
@FunctionalInterface
public interface TrialFunction extends Serializable {
    /**
     * Runs the trial on the calling thread. A loss that becomes NaN or infinite is a DIVERGED result, not an exception.
     *
     * @throws dev.kappasweep.sweep.TrialCancelledException if the observer asks for it
     */
    TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer);

    /** The same with the help of a team, or without where it makes no use of one: the result has the same bits. */
    default TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer, Team team) {
        return run(spec, data, observer);
    }

    /**
     * Evaluates a network that was trained before, as {@link #run} would evaluate it.
     *
     * @param npz the weights that it ended with, as {@link TrialObserver#weights} told them
     * @return a result with nothing but evaluations, samples and the digest of the weights
     * @throws IllegalArgumentException if they are not the weights of such a network
     */
    default TrialResult evaluate(TrialSpec spec, Dataset data, byte[] npz, TrialObserver observer) {
        throw new UnsupportedOperationException("it evaluates no kept weights");
    }

    /**
     * Called in each JVM, by one thread at a time, before the first {@link #run} there: the place to load native code, whose
     * initialisers can block each other when several threads start them at once.
     *
     * @return what results depend on in this JVM, recorded with a trial that fails
     */
    default Environment prepare() {
        return Environment.UNKNOWN;
    }
}
