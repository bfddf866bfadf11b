package dev.kappasweep.sweep;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The checks that records share; each names the item, its value and what was expected. */
public final class Require {
    private static final Pattern LAYER = Pattern.compile("[WED][1-9][0-9]{0,3}");
    private static final Pattern METRIC = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

    private Require() {}

    public static void positive(String item, int value) {
        require(value > 0, item, value, "a whole number of at least 1");
    }

    public static void positiveFinite(String item, double value) {
        require(value > 0 && Double.isFinite(value), item, value, "a finite number above 0");
    }

    public static void nonNegativeFinite(String item, double value) {
        require(value >= 0 && Double.isFinite(value), item, value, "a finite number of at least 0");
    }

    public static void text(String item, String value) {
        require(!value.isBlank(), item, "'" + value + "'", "a text that is not empty");
    }

    /** The name of a weight matrix, as {@link Experiment#layerNames} makes it. */
    static void layer(String item, String name) {
        require(LAYER.matcher(name).matches(), item, "'" + name + "'", "W1, W2, ..., or E1, E2, ..., D2, D1");
    }

    /** The name of something that was measured: what is stored under it elsewhere may take it for that of a file. */
    static void metric(String item, String name) {
        require(
                METRIC.matcher(name).matches(),
                item,
                "'" + name + "'",
                "1 to 64 letters, digits, '.', '_' or '-', starting with a letter");
    }

    static <T> List<T> distinct(String item, List<T> values) {
        List<T> copy = List.copyOf(values);
        require(!copy.isEmpty(), item, "[]", "at least one value", copy);
        boolean differ = copy.size() == 1 || new HashSet<>(copy).size() == copy.size();
        return require(differ, item, copy, "values that all differ", copy);
    }

    /**
     * Checks something of {@code item}.
     *
     * @throws InvalidInputException unless {@code holds}
     */
    public static void require(boolean holds, String item, Object value, String expected) {
        require(holds, item, value, () -> expected);
    }

    static <T> T require(boolean holds, String item, Object shown, String expected, T value) {
        require(holds, item, shown, () -> expected);
        return value;
    }

    /** @param expected in the place of {@code shown}; empty where nothing else is */
    static void none(Optional<String> expected, String item, Object shown) {
        expected.ifPresent(words -> require(false, item, shown, words));
    }

    /** For what is expected in words that take time to make. */
    static void require(boolean holds, String item, Object shown, Supplier<String> expected) {
        if (!holds) {
            throw new InvalidInputException(item + ": " + shown + " is not allowed, expected " + expected.get());
        }
    }
}
