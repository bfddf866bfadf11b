package dev.kappasweep.sweep;

/** A trial was asked to stop before its end and did; it has no result. */
public final class TrialCancelledException extends RuntimeException {
    public TrialCancelledException(TrialId trial) {
        super("trial " + trial + " was cancelled");
    }
}
