package dev.kappasweep.run;

import dev.kappasweep.sweep.TrialSpec;
import java.util.function.ToDoubleFunction;

/**
 * What a dispatcher is given of a run.
 *
 * @param id that no run with the dispatcher has
 * @param state STARTING
 * @param cost of a trial, in any unit; 0 where it says nothing about the time that the trial takes
 * @param slotsOfTrial slots of the executor that each trial fills, at least 1; those beyond the first are for what helps it
 * @param priority a run with a higher one goes first
 * @param mostTogether trials that may be given to the executor as one; positive
 * @param mostUnkept results that may wait to be kept before no more trials are started; positive
 */
public record DispatchedSweep(
        String id,
        StateMachine state,
        TrialSource source,
        RunSink sink,
        ToDoubleFunction<TrialSpec> cost,
        double slotsOfTrial,
        int priority,
        int mostTogether,
        int mostUnkept) {
    public DispatchedSweep {
        if (!(slotsOfTrial >= 1)) {
            throw new IllegalArgumentException(slotsOfTrial + " slots of a trial, expected at least 1");
        }
        if (mostTogether < 1 || mostUnkept < 1) {
            throw new IllegalArgumentException(
                    mostTogether + " trials together and " + mostUnkept + " unkept results, expected positive numbers");
        }
    }
}
