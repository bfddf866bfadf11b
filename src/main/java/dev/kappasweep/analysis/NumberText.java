package dev.kappasweep.analysis;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How tables write numbers, the same in every locale. */
final class NumberText {
    private static final double LARGE = 1e6;

    private NumberText() {}

    /** A measured value with two decimals, or in powers of ten from a million on. */
    static String measured(double value) {
        return measured(value, 2);
    }

    static String measured(double value, int decimals) {
        return String.format(Locale.ROOT, Math.abs(value) < LARGE ? "%." + decimals + "f" : "%.2e", value);
    }

    /** A p-value: two significant digits, {@code <0.0001} below that, {@code -} for none. */
    static String probability(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        if (value < 1e-4) {
            return "<0.0001";
        }
        return BigDecimal.valueOf(value)
                .round(new MathContext(2))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A difference with two decimals and its sign; a zero has {@code +}. */
    static String signed(double value) {
        return signed(value, 2);
    }

    static String signed(double value, int decimals) {
        String text = String.format(Locale.ROOT, Math.abs(value) < LARGE ? "%+." + decimals + "f" : "%+.2e", value);
        return text.matches("-0\\.0*") ? text.replace('-', '+') : text;
    }
}
