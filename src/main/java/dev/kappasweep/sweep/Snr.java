package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * A signal-to-noise ratio: noise is Gaussian with standard deviation 1/SNR in units of the network's scaled inputs, and there
 * is none at infinity. Text form: {@code inf}, {@code 1}, {@code 0.5}.
 *
 * @param value above 0, possibly infinite
 */
public record Snr(double value) implements Serializable, Comparable<Snr> {
    /** No noise. */
    public static final Snr INFINITE = new Snr(Double.POSITIVE_INFINITY);

    public Snr {
        Require.require(value > 0, "SNR", value, "a number above 0, or inf", value);
    }

    /**
     * Reads the text form; {@code .inf} and {@code infinity} are accepted for {@code inf}.
     *
     * @throws InvalidInputException if {@code text} is not a number above 0
     */
    public static Snr parse(String text) {
        return switch (text) {
            case "inf", ".inf", "infinity", "Infinity" -> INFINITE;
            default -> {
                try {
                    yield new Snr(Double.parseDouble(text));
                } catch (NumberFormatException e) {
                    throw new InvalidInputException(
                            "SNR: '" + text + "' is not allowed, expected a number above 0, or inf", e);
                }
            }
        };
    }

    /** The standard deviation of the noise in units of the scaled inputs: 1/SNR, 0 at infinity. */
    public double noiseStandardDeviation() {
        return 1 / value;
    }

    public boolean isNoisy() {
        return Double.isFinite(value);
    }

    @Override
    public int compareTo(Snr other) {
        return Double.compare(value, other.value);
    }

    @Override
    public String toString() {
        return isNoisy() ? DecimalText.plain(value) : "inf";
    }
}
