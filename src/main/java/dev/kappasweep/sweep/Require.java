package dev.kappasweep.sweep;

import java.util.List;
import java.util.function.Supplier;

/** The checks that the records of this package share; each names the item, its value and what was expected. */
final class Require {
    private Require() {}

    static int positive(String item, int value) {
        return require(value > 0, item, value, "a whole number of at least 1");
    }

    static double positiveFinite(String item, double value) {
        return require(value > 0 && Double.isFinite(value), item, value, "a finite number above 0");
    }

    static double nonNegativeFinite(String item, double value) {
        return require(value >= 0 && Double.isFinite(value), item, value, "a finite number of at least 0");
    }

    static String text(String item, String value) {
        return require(!value.isBlank(), item, "'" + value + "'", "a text that is not empty", value);
    }

    static <T> List<T> distinct(String item, List<T> values) {
        List<T> copy = List.copyOf(values);
        require(!copy.isEmpty(), item, "[]", "at least one value", copy);
        return require(copy.stream().distinct().count() == copy.size(), item, copy, "values that all differ", copy);
    }

    private static <T> T require(boolean holds, String item, T value, String expected) {
        return require(holds, item, value, expected, value);
    }

    static <T> T require(boolean holds, String item, Object shown, String expected, T value) {
        require(holds, item, shown, () -> expected);
        return value;
    }

    /** For what is expected in words that take time to make. */
    static void require(boolean holds, String item, Object shown, Supplier<String> expected) {
        if (!holds) {
            throw new InvalidInputException(item + ": " + shown + " is not allowed, expected " + expected.get());
        }
    }
}
