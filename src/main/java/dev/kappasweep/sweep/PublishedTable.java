package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a table is held against.
 *
 * @param source where the numbers are from, such as {@code Table 1 of arXiv 2410.00169}; empty if there are none
 * @param setting what they were measured with, where it is known: the text of a value by its key
 */
public record PublishedTable(String source, Map<String, String> setting, List<PublishedValue> values)
        implements Serializable {
    public static final PublishedTable NONE = new PublishedTable("", Map.of(), List.of());

    public PublishedTable {
        setting = Collections.unmodifiableMap(new LinkedHashMap<>(setting));
        values = List.copyOf(values);
    }
}
