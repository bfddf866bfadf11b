package dev.kappasweep.crew;

/** Work in parts that several threads do at once, in any order. What a part computes must not depend on who does it. */
@FunctionalInterface
public interface Parts {
    /**
     * Does one part.
     *
     * @param part counted from 0
     * @param seat of the thread, below {@link Team#seats}; nobody else has it meanwhile, so memory that is kept for a seat is its own
     */
    void run(int part, int seat);
}
