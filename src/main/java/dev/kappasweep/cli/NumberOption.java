package dev.kappasweep.cli;

import dev.kappasweep.sweep.InvalidInputException;

/** Ranges of numeric options. */
final class NumberOption {
    private NumberOption() {}

    static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw new InvalidInputException(
                    option + ": " + value + " is not allowed, expected a whole number of at least " + least);
        }
    }

    static void nonNegative(String option, double value) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new InvalidInputException(
                    option + ": " + value + " is not allowed, expected a finite number of at least 0");
        }
    }

    static void positive(String option, double value) {
        if (!(value > 0 && Double.isFinite(value))) {
            throw new InvalidInputException(
                    option + ": " + value + " is not allowed, expected a finite number above 0");
        }
    }

    static void fraction(String option, double value) {
        if (!(value > 0 && value < 1)) {
            throw new InvalidInputException(
                    option + ": " + value + " is not allowed, expected a number above 0 and below 1");
        }
    }
}
