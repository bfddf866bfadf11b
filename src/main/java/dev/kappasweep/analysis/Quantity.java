package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Snr;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A measured column of a table.
 *
 * @param metric {@code kappa} or {@code accuracyPercent}
 * @param layer of kappa, null for accuracy
 * @param snr of accuracy, null for kappa
 * @param of the value of a COMPLETED trial, NaN where it has none
 */
record Quantity(
        String metric, @Nullable String layer, @Nullable Snr snr, ToDoubleFunction<Replicate> of) {
    static Quantity kappa(String layer) {
        return new Quantity("kappa", layer, null, replicate -> replicate.kappa().getOrDefault(layer, Double.NaN));
    }

    /** The accuracy in percent. */
    static Quantity accuracy(Snr snr) {
        return new Quantity(
                "accuracyPercent",
                null,
                snr,
                replicate -> 100 * replicate.accuracy().getOrDefault(snr, Double.NaN));
    }

    /** The heading in plain text. */
    String title() {
        return layer != null ? "kappa(" + layer + ")" : "accuracy % (SNR " + snr + ")";
    }

    String layerText() {
        return Optional.ofNullable(layer).orElse("");
    }

    String snrText() {
        return Optional.ofNullable(snr).map(Snr::toString).orElse("");
    }
}
