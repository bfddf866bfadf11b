package dev.kappasweep.trial;

import dev.kappasweep.sweep.LayerMeasurement;
import java.util.List;
import java.util.stream.Collectors;

/** Says which layers of a network have no active ReLU left. */
final class DeadLayers {
    private DeadLayers() {}

    /**
     * One line such as {@code no unit of E2 is active on any test image since epoch 1}; empty if every layer has an active unit
     * after the last epoch.
     */
    static String describe(List<LayerMeasurement> layers) {
        int last = layers.stream().mapToInt(LayerMeasurement::epoch).max().orElse(0);
        return layers.stream()
                .filter(layer -> layer.epoch() == last && layer.hasNoActiveUnit())
                .map(layer ->
                        layer.layer() + " is active on any test image since epoch " + since(layers, layer.layer()))
                .collect(Collectors.joining(", no unit of "))
                .replaceFirst("^(?=.)", "no unit of ");
    }

    private static int since(List<LayerMeasurement> layers, String name) {
        return layers.stream()
                        .filter(layer -> layer.layer().equals(name) && !layer.hasNoActiveUnit())
                        .mapToInt(LayerMeasurement::epoch)
                        .max()
                        .orElse(-1)
                + 1;
    }
}
