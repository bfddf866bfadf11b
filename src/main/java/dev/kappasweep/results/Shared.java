package dev.kappasweep.results;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps one of equal immutable values: the rows of a table repeat most of what they say. Thread-safe. */
final class Shared {
    private final Map<Object, Object> values = new ConcurrentHashMap<>();

    /** The first value that was equal to {@code value}. */
    @SuppressWarnings("unchecked") // equal records and texts are of the same class
    <T> T of(T value) {
        Object before = values.putIfAbsent(value, value);
        return before == null ? value : (T) before;
    }
}
