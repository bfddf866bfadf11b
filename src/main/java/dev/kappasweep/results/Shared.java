package dev.kappasweep.results;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Keeps one of equal immutable values: the rows of a table repeat most of what they say. Thread-safe. */
final class Shared {
    private final Map<Object, Object> values = new ConcurrentHashMap<>();
    private final Map<Object, Object> made = new ConcurrentHashMap<>();

    /** The first value that was equal to {@code value}. */
    @SuppressWarnings("unchecked") // equal records and texts are of the same class
    <T> T of(T value) {
        Object before = values.putIfAbsent(value, value);
        return before == null ? value : (T) before;
    }

    /** What {@code make} makes of a key, made once for equal ones. Keys of one class are for one kind of thing. */
    @SuppressWarnings("unchecked")
    <K, T> T made(K key, Function<K, T> make) {
        Object before = made.get(key);
        return before == null ? (T) made.computeIfAbsent(key, absent -> make.apply(key)) : (T) before;
    }
}
