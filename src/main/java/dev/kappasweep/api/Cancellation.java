package dev.kappasweep.api;

/** Remembers that work is to stop until it is known how. */
final class Cancellation {
    private boolean isCancelled;
    private Runnable action = () -> {};

    /** Says what stops the work; it is called at once if {@link #cancel} came before. */
    synchronized void by(Runnable stop) {
        action = stop;
        if (isCancelled) {
            stop.run();
        }
    }

    synchronized void cancel() {
        isCancelled = true;
        action.run();
    }
}
