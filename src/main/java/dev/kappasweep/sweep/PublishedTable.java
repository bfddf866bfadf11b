package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a table is held against.
 *
 * @param name what the line of these numbers begins with, such as {@code published}
 * @param source where the numbers are from, such as {@code Table 1 of arXiv 2410.00169}; empty if there are none
 * @param setting what they were measured with, where it is known: the text of a value by its key
 */
public record PublishedTable(String name, String source, Map<String, String> setting, List<PublishedValue> values)
        implements Serializable {
    /** The name of what has no other. */
    public static final String PUBLISHED = "published";

    public PublishedTable {
        Require.text("published name", name);
        setting = Collections.unmodifiableMap(new LinkedHashMap<>(setting));
        values = List.copyOf(values);
    }
}
