package dev.kappasweep.table;

import dev.kappasweep.sweep.Snr;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One measured number of a trial. Text form: {@code kappa(W1)}, {@code kappa(W1)@0} before the first epoch, {@code
 * accuracy(0.5)}, {@code trainLoss}.
 *
 * @param layer of a metric of layers, else null
 * @param snr of a metric of evaluations, else null
 * @param epoch of a metric of layers, 0 is the initial state; {@link #LAST} otherwise
 */
public record Quantity(
        Metric metric, @Nullable String layer, @Nullable Snr snr, int epoch) {
    /** After the last epoch. */
    public static final int LAST = -1;

    /** After the last epoch. */
    public static Quantity kappa(String layer) {
        return ofLayer(Metric.KAPPA, layer, LAST);
    }

    /** The accuracy in percent. */
    public static Quantity accuracy(Snr snr) {
        return ofEvaluation(Metric.ACCURACY, snr);
    }

    /** Of one layer after one epoch. */
    public static Quantity ofLayer(Metric metric, String layer, int epoch) {
        return new Quantity(metric, layer, null, epoch);
    }

    /** Of the evaluation at one SNR. */
    public static Quantity ofEvaluation(Metric metric, Snr snr) {
        return new Quantity(metric, null, snr, LAST);
    }

    /** Of the trial as a whole. */
    public static Quantity ofTrial(Metric metric) {
        return new Quantity(metric, null, null, LAST);
    }

    /** The text form. */
    public String text() {
        String argument = layer != null ? layer : snrText();
        return metric.text() + (argument.isEmpty() ? "" : "(" + argument + ")") + (epoch == LAST ? "" : "@" + epoch);
    }

    /** The heading in plain text. */
    public String title() {
        if (layer != null) {
            return metric.title() + "(" + layer + ")" + (epoch == LAST ? "" : " epoch " + epoch);
        }
        return metric.title() + (snr == null || metric.isWithoutNoise() ? "" : " (SNR " + snr + ")");
    }

    /** Name of the metric in tables for programs, with the unit where it is not that of the stored value. */
    public String column() {
        return metric.factor() == 1 ? metric.text() : metric.text() + "Percent";
    }

    /** A name that Python and SQL can write: {@code kappa_W1}, {@code sigma_max_W1_epoch_0}, {@code accuracy_snr_0_5}, {@code train_loss}. */
    public String identifier() {
        String name = metric.text().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        if (layer != null) {
            return name + "_" + layer + (epoch == LAST ? "" : "_epoch_" + epoch);
        }
        return name
                + (snr == null || metric.isWithoutNoise()
                        ? ""
                        : "_snr_" + snrText().replaceAll("[^0-9a-z]", "_"));
    }

    /** Empty without a layer. */
    public String layerText() {
        return Optional.ofNullable(layer).orElse("");
    }

    /** Empty without an SNR. */
    public String snrText() {
        return Optional.ofNullable(snr).map(Snr::toString).orElse("");
    }
}
