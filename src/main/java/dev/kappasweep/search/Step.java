package dev.kappasweep.search;

import dev.kappasweep.sampler.Point;

/** What a strategy wants to be done next. */
public sealed interface Step {
    /**
     * A new candidate is trained; its number is that of the candidates before it.
     *
     * @param rung where it is measured first, counted from 0
     */
    record Try(Point point, int rung) implements Step {}

    /** A candidate that was measured on a rung is trained on to the next. */
    record GoOn(long candidate) implements Step {}

    /** Nothing, until more is told. Where nothing is under way, the search ends. */
    record Wait() implements Step {}
}
