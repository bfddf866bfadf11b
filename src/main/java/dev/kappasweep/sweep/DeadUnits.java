package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * How many of a layer's ReLUs are 0 on every test image.
 *
 * @param count at least 0; -1 for a layer without ReLUs, {@link #NO_RELU}
 */
public record DeadUnits(int count) implements Serializable {
    /** Of a layer of another activation. */
    public static final DeadUnits NO_RELU = new DeadUnits(-1);

    public DeadUnits {
        Require.require(count >= -1, "dead_units", count, "a whole number of at least 0", count);
    }
}
