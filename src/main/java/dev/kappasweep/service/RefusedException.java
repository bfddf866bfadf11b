package dev.kappasweep.service;

/** A request that is right in itself and cannot be met as things are; the message is one line that says why. */
public final class RefusedException extends RuntimeException {
    private final Cause cause;

    /** Why. */
    public enum Cause {
        /** There is no such sweep, or no such thing of it. */
        NOT_FOUND,
        /** The sweep is in a state in which this cannot be. */
        CONFLICT
    }

    public RefusedException(Cause cause, String message) {
        super(message);
        this.cause = cause;
    }

    public Cause kind() {
        return cause;
    }
}
