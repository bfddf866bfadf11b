package dev.kappasweep.sweep;

import java.util.List;
import java.util.Map;

/** What a search has decided or been told, in the order in which it happened: enough to be again where it was. */
public sealed interface SearchEvent {
    /** From here on there may be so many candidates. */
    record Budget(int candidates) implements SearchEvent {}

    /**
     * A point of the space will be tried.
     *
     * @param number from 0
     * @param values of the parameters that vary in it
     */
    record Candidate(long number, Map<Parameter, Object> values) implements SearchEvent {
        public Candidate {
            values = Map.copyOf(values);
        }
    }

    /** A candidate is trained with a seed up to a rung. */
    record Begun(long candidate, int rung, long seed) implements SearchEvent {}

    /**
     * That has ended.
     *
     * @param measured what objectives and constraints ask for, in their order; NaN for what was not measured
     */
    record Ended(long candidate, int rung, long seed, TrialStatus status, List<Double> measured)
            implements SearchEvent {
        public Ended {
            measured = List.copyOf(measured);
        }
    }
}
