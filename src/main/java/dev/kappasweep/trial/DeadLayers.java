package dev.kappasweep.trial;

import dev.kappasweep.sweep.LayerMeasurement;
import java.util.List;
import java.util.stream.Collectors;

/** Says whether a network has stopped to learn: it has a layer without an active ReLU, or its weights stand still. */
final class DeadLayers {
    private DeadLayers() {}

    /**
     * One line such as {@code no unit of E2 is active on any test image since epoch 1} or {@code no weight has changed since
     * epoch 1}; empty for a network that is alive after the last epoch.
     *
     * @param layers measured before the first epoch and after each
     */
    static String describe(List<LayerMeasurement> layers) {
        int last = layers.stream().mapToInt(LayerMeasurement::epoch).max().orElse(0);
        String inactive = layers.stream()
                .filter(layer -> layer.epoch() == last && layer.hasNoActiveUnit())
                .map(layer -> "no unit of " + layer.layer() + " is active on any test image since epoch "
                        + inactiveSince(layers, layer.layer()))
                .collect(Collectors.joining(", "));
        int still = stillSince(layers, last);
        return inactive.isEmpty() && still < last ? "no weight has changed since epoch " + still : inactive;
    }

    private static int inactiveSince(List<LayerMeasurement> layers, String name) {
        return layers.stream()
                        .filter(layer -> layer.layer().equals(name) && !layer.hasNoActiveUnit())
                        .mapToInt(LayerMeasurement::epoch)
                        .max()
                        .orElse(-1)
                + 1;
    }

    /** The first epoch after which all spectra were, to the last bit, those of the epoch {@code last}. */
    private static int stillSince(List<LayerMeasurement> layers, int last) {
        List<List<Double>> atLast = spectra(layers, last);
        int epoch = last;
        while (epoch > 0 && spectra(layers, epoch - 1).equals(atLast)) {
            epoch--;
        }
        return epoch;
    }

    private static List<List<Double>> spectra(List<LayerMeasurement> layers, int epoch) {
        return layers.stream()
                .filter(layer -> layer.epoch() == epoch)
                .map(layer -> layer.spectrum())
                .map(spectrum -> List.of(spectrum.sigmaMax(), spectrum.sigmaMin(), spectrum.stableRank(), spectrum.r()))
                .toList();
    }
}
