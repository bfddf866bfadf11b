package dev.kappasweep.table;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;

/**
 * A trial without its seed: the point of the grid that its replicates share.
 *
 * @param settings with the same seed in every configuration
 */
public record Configuration(Settings settings) {
    private static final long NO_SEED = 0;

    public Configuration {
        settings = settings.with(Parameter.SEED, NO_SEED);
    }

    /** That of a trial. */
    public static Configuration of(TrialSpec trial) {
        return new Configuration(trial.settings());
    }

    /** The same with another value of one parameter. */
    public Configuration with(Parameter parameter, Object value) {
        return new Configuration(settings.with(parameter, value));
    }

    public RegularizerKind regularizer() {
        return settings.get(Parameter.REGULARIZER, RegularizerKind.class);
    }

    public Strength strength() {
        return settings.strength();
    }

    /** Strength of the penalty on the first group of layers, or on all. */
    public double lambda() {
        return strength().lambda();
    }

    public Snr trainSnr() {
        return settings.get(Parameter.TRAIN_SNR, Snr.class);
    }

    public double dropout() {
        return settings.real(Parameter.DROPOUT);
    }

    public double learningRate() {
        return settings.real(Parameter.LEARNING_RATE);
    }

    public int batch() {
        return settings.integer(Parameter.BATCH);
    }

    /** The value of a parameter in words. */
    public String text(Parameter parameter) {
        return parameter.textOf(settings.get(parameter));
    }

    /** Whether it has this value, written in whatever way: 0.001 is 1e-3. */
    public boolean has(Parameter parameter, String value) {
        return isSame(text(parameter), value);
    }

    static boolean isSame(String text, String value) {
        return text.equals(value) || isSameNumber(text, value);
    }

    private static boolean isSameNumber(String left, String right) {
        try {
            return Double.parseDouble(left) == Double.parseDouble(right);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The value as a number that orders it where it is ordered, else its place among those of {@code all}. */
    public double number(Parameter parameter, List<Configuration> all) {
        Object value = settings.get(parameter);
        if (value instanceof Snr snr) {
            // No noise is the weakest noise; forests need finite numbers.
            return Math.min(Double.MAX_VALUE, snr.value());
        }
        if (value instanceof Strength) {
            return lambda();
        }
        return value instanceof Number number
                ? number.doubleValue()
                : all.stream()
                        .map(one -> one.text(parameter))
                        .distinct()
                        .toList()
                        .indexOf(text(parameter));
    }
}
