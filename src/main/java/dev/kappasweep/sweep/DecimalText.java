package dev.kappasweep.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text in a form that identities and stored names rely on: the same with every Java, where {@link Double#toString} has
 * other digits for some numbers since Java 19.
 */
public final class DecimalText {
    private static final double[] POWERS_OF_TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    private DecimalText() {}

    /**
     * The value rounded to the fewest significant digits that read back as the same double; from 0.001 to below 10^7 with a
     * decimal point ({@code 0.001}, {@code 32.0}), otherwise with an exponent ({@code 1.0E-4}); {@code NaN}, {@code Infinity},
     * {@code 0.0} and {@code -0.0} for these.
     */
    public static String shortest(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return Double.toString(value);
        }
        for (int places = 0; places < POWERS_OF_TEN.length; places++) {
            double scaled = value * POWERS_OF_TEN[places];
            // Below 10^15 a decimal that reads back is the one of so many digits, and a quotient of exact numbers reads
            // as it does.
            if (Math.abs(scaled) < 1e15 && Math.rint(scaled) / POWERS_OF_TEN[places] == value) {
                return written(BigDecimal.valueOf((long) Math.rint(scaled), places));
            }
        }
        return written(shortestDecimal(value));
    }

    /** The same whatever the number; slow. */
    static BigDecimal shortestDecimal(double value) {
        BigDecimal exact = new BigDecimal(value);
        int digits = 1; // 17 are enough for every double
        while (rounded(exact, digits).doubleValue() != value) {
            digits++;
        }
        return rounded(exact, digits);
    }

    /** As {@link #shortest(double)}, but whole numbers below 10^9 without a decimal point: {@code 0}, {@code 0.1}, {@code 32}. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value) : shortest(value);
    }

    /**
     * As people write it: without an exponent from 0.0001 to below a million ({@code 0}, {@code 0.001}, {@code 32}), else with one and
     * no needless digits ({@code 1e-5}, {@code 2.5e6}).
     */
    public static String shown(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal number = new BigDecimal(shortest(value)).stripTrailingZeros();
        double magnitude = Math.abs(value);
        if (value == 0 || (magnitude >= 1e-4 && magnitude < 1e6)) {
            return number.toPlainString();
        }
        int exponent = number.precision() - number.scale() - 1;
        return number.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    static String written(BigDecimal value) {
        BigDecimal number = value.stripTrailingZeros();
        int exponent = number.precision() - number.scale() - 1;
        if (exponent >= -3 && exponent < 7) {
            return number.setScale(Math.max(1, number.scale()), RoundingMode.UNNECESSARY)
                    .toPlainString();
        }
        BigDecimal mantissa = number.movePointLeft(exponent);
        return mantissa.setScale(Math.max(1, mantissa.scale()), RoundingMode.UNNECESSARY)
                        .toPlainString() + "E" + exponent;
    }
}
