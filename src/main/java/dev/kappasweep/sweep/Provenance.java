package dev.kappasweep.sweep;

import java.io.Serializable;
import java.time.Instant;

/**
 * When and where a trial ran.
 *
 * @param attempt which try of the trial this was, counted from 1
 * @param seconds wall-clock time of the whole trial
 */
public record Provenance(int attempt, Instant startedAt, double seconds, Environment environment)
        implements Serializable {
    public Provenance {
        Require.positive("attempt", attempt);
    }
}
