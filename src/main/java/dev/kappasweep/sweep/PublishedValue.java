package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number that somebody published for one cell of a table.
 *
 * @param at the value of each axis that names the row or column, by axis: {@code lambda} to {@code 0.1}
 * @param metric as in {@link TableSpec#metrics}, with layer or SNR
 * @param value in the unit of the table
 */
public record PublishedValue(Map<String, String> at, String metric, double value, Tolerance tolerance)
        implements Serializable {
    public PublishedValue {
        at = Collections.unmodifiableMap(new LinkedHashMap<>(at));
        Require.text("published metric", metric);
        Require.require(Double.isFinite(value), "published value", value, "a finite number", value);
    }
}
