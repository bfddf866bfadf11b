package dev.kappasweep.sweep;

import java.util.List;
import java.util.Map;

/** What a search has decided or been told, in the order in which it happened: enough to be again where it was. */
public sealed interface SearchEvent {
    /**
     * What was known of a point of the space before the search began.
     *
     * @param values of the parameters that vary in it
     * @param measured what objectives and constraints ask for, in their order, each the mean over seeds; NaN where a trial has failed
     */
    record Known(Map<Parameter, Object> values, List<Double> measured) implements SearchEvent {
        public Known {
            values = Map.copyOf(values);
            measured = List.copyOf(measured);
        }
    }

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
