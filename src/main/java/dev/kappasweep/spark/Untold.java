package dev.kappasweep.spark;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The last of messages each of which says what those before it said: while somebody is on the way to take one, the next replaces
 * it, so that no more than one waits.
 */
final class Untold<T> {
    private final AtomicReference<@Nullable T> last = new AtomicReference<>();

    /** Returns whether somebody has to be sent to {@link #take} it; otherwise somebody is on the way. */
    boolean put(T message) {
        return last.getAndSet(message) == null;
    }

    /** @throws IllegalStateException if nothing was put since it was last taken */
    T take() {
        T message = last.getAndSet(null);
        if (message == null) {
            throw new IllegalStateException("there is no message");
        }
        return message;
    }
}
