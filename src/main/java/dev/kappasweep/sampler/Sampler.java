package dev.kappasweep.sampler;

/**
 * A way to choose what is tried next. A pure function: equal arguments give the same bits on every machine and Java, and what a
 * candidate draws comes from a stream of its own, {@code search N} of the search's seed. May be used by several threads at once.
 */
public interface Sampler {
    /**
     * Candidate {@code number} of the space.
     *
     * @param number from 0
     * @param history of points of the space
     */
    Point suggest(long number, History history);
}
