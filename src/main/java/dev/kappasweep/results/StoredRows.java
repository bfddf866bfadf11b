package dev.kappasweep.results;

import java.util.List;
import java.util.Map;

/**
 * What one file of a table holds.
 *
 * @param notes of its footer
 */
record StoredRows<T>(TableFile file, Map<String, String> notes, List<T> rows) {
    static <T> List<T> all(List<StoredRows<T>> files) {
        return files.stream().flatMap(file -> file.rows().stream()).toList();
    }
}
