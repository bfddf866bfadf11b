package dev.kappasweep.search;

/**
 * Decides which candidates are trained, and for how long. What it answers may depend on nothing but what it was asked and told, in that
 * order: a search that is continued asks and tells all of it again, and must hear the same. One thread uses it.
 */
public interface SearchStrategy {
    /**
     * What to do now. Asked again after {@link Step.Wait}, with nothing told between, it must answer the same.
     *
     * @param mayTry whether the search may have one more candidate; otherwise {@link Step.Try} is no answer
     */
    Step next(boolean mayTry);

    /** Takes what was measured of a candidate on the rung up to which it was trained. */
    void told(Evaluation evaluation);

    /**
     * Whether it may yet let a candidate go on that was told on a rung before the last; its state is deleted otherwise, so that, should it go on after
     * all, it is trained from its beginning.
     */
    boolean mayGoOn(long candidate);
}
