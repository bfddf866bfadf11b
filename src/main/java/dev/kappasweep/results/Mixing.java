package dev.kappasweep.results;

/** Whether a directory may go on with a sweep whose trials mean something else than those it holds. */
public enum Mixing {
    /** It may not. */
    REFUSED,
    /** It may, and {@code sweep.json} records what differed, and when. */
    RECORDED
}
