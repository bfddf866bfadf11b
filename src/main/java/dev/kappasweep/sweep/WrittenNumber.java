package dev.kappasweep.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decimal numbers as a person writes them, and whether a double is the number that was written. */
public final class WrittenNumber {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,4})?");

    private WrittenNumber() {}

    /** Whether {@code text} is a decimal number, with an exponent or without. */
    public static boolean isDecimal(String text) {
        return DECIMAL.matcher(text).matches();
    }

    /**
     * The double that {@code text} stands for, rounded to as many digits as are written; empty if it is not a decimal number.
     *
     * @throws InvalidInputException if no double is that number: it is beyond the largest one, or so small that it becomes 0 or
     *     loses digits, has digits that change nothing, or is -0, which is used as 0
     */
    public static Optional<Double> parse(String text) {
        if (!isDecimal(text)) {
            return Optional.empty();
        }
        double value = Double.parseDouble(text);
        boolean isNormal = value == 0 || Math.abs(value) >= Double.MIN_NORMAL;
        boolean isNegativeZero = value == 0 && text.startsWith("-");
        if (!Double.isFinite(value) || !isNormal || isNegativeZero || !isHeld(new BigDecimal(text), value)) {
            throw new InvalidInputException(
                    "'" + text + "' is not allowed, expected a number that a double can hold as it" + " is written: "
                            + (value + 0.0) + " would be used in its place");
        }
        return Optional.of(value);
    }

    private static boolean isHeld(BigDecimal written, double value) {
        MathContext digits = new MathContext(Math.max(1, written.precision()), RoundingMode.HALF_EVEN);
        return new BigDecimal(value).round(digits).compareTo(written) == 0;
    }
}
