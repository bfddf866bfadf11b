package dev.kappasweep.sweep;

import java.time.Duration;

/** Spans of time as numbers of seconds, as results and tables have them. */
public final class Seconds {
    private static final double NANOS = 1e9;

    private Seconds() {}

    public static double ofNanos(long nanos) {
        return nanos / NANOS;
    }

    public static double of(Duration span) {
        return span.getSeconds() + span.getNano() / NANOS;
    }

    /**
     * Until now.
     *
     * @param nanoTime what {@link System#nanoTime} gave at the start
     */
    public static double since(long nanoTime) {
        return ofNanos(System.nanoTime() - nanoTime);
    }
}
