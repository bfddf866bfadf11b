package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * One weight matrix at the end of one epoch.
 *
 * @param epoch 0 is the initial state
 * @param layer one of {@link ExperimentRules#layerNames}
 */
public record LayerMeasurement(int epoch, String layer, Shape shape, SpectrumSummary spectrum, DeadUnits deadUnits)
        implements Serializable {
    public LayerMeasurement {
        Require.require(epoch >= 0, "epoch", epoch, "a whole number of at least 0", epoch);
        Require.layer("layers.layer", layer);
        Require.require(
                deadUnits.count() <= shape.rows(),
                "dead_units",
                deadUnits.count(),
                () -> "at most the " + shape.rows() + " units of " + layer);
    }

    /** Whether no unit of the layer is active on any test image. */
    public boolean hasNoActiveUnit() {
        return deadUnits.count() == shape.rows();
    }
}
