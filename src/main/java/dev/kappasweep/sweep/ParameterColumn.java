package dev.kappasweep.sweep;

import java.util.function.Function;

/**
 * Where the table {@code trials} has a parameter.
 *
 * @param sinceVersion the first schema version that has it; null in what earlier ones wrote
 * @param ofValue what is stored for a value: of the class of {@code type}
 * @param toValue the value that was stored
 */
public record ParameterColumn(
        String name, Type type, int sinceVersion, Function<Object, Object> ofValue, Function<Object, Object> toValue) {
    /** What a column holds. */
    public enum Type {
        /** A {@link String}. */
        TEXT,
        /** A {@link Double}. */
        REAL,
        /** An {@link Integer}. */
        INTEGER,
        /** A {@link Long}. */
        BIG_INTEGER
    }
}
