package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * An epoch of a trial in training, as it is told.
 *
 * @param layers measured since the epoch before: the weights after this one, and with the first epoch those before it
 */
public record EndedEpoch(EpochMeasurement measurement, List<LayerMeasurement> layers) implements Serializable {
    public EndedEpoch {
        layers = List.copyOf(layers);
    }
}
