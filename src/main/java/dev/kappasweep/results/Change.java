package dev.kappasweep.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Files that have been written and are to count, and others that are no longer to, all at once. By table. */
final class Change {
    private final Map<String, Map<TableFile, String>> added = new TreeMap<>();
    private final Map<String, Map<TableFile, String>> removed = new TreeMap<>();

    /** @param name of the file in the table's directory */
    synchronized void add(String table, TableFile file, String name) {
        added.computeIfAbsent(table, key -> new TreeMap<>()).put(file, name);
    }

    /** @param name of the file in the table's directory */
    synchronized void remove(String table, TableFile file, String name) {
        removed.computeIfAbsent(table, key -> new TreeMap<>()).put(file, name);
    }

    boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty();
    }

    /** As {@code table/name}. */
    List<String> added() {
        return names(added);
    }

    /** As {@code table/name}. */
    List<String> removed() {
        return names(removed);
    }

    private static List<String> names(Map<String, Map<TableFile, String>> files) {
        List<String> names = new ArrayList<>();
        files.forEach((table, some) -> some.values().forEach(name -> names.add(table + "/" + name)));
        return names;
    }
}
