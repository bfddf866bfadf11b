package dev.kappasweep.results;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files of all tables that count at one moment.
 *
 * @param commit the number of the last entry of the log; 0 if there is none
 * @param files by table and by what their names say
 */
record Snapshot(long commit, Map<String, NavigableMap<TableFile, Path>> files) {
    static final Snapshot EMPTY = new Snapshot(0, Map.of());

    Snapshot {
        files = Map.copyOf(files);
    }

    NavigableMap<TableFile, Path> of(String table) {
        return Collections.unmodifiableNavigableMap(files.getOrDefault(table, Collections.emptyNavigableMap()));
    }

    Optional<Path> find(String table, TableFile file) {
        return Optional.ofNullable(of(table).get(file));
    }

    /** All of them, as {@code table/name}. */
    List<String> names() {
        return files.entrySet().stream()
                .flatMap(table ->
                        table.getValue().values().stream().map(path -> table.getKey() + "/" + path.getFileName()))
                .sorted()
                .toList();
    }

    /** After one more entry of the log. */
    Snapshot after(long number, Change change, Path directory) {
        Map<String, NavigableMap<TableFile, Path>> now = new HashMap<>(files);
        change.removed().forEach(name -> change(now, directory.resolve(name), false));
        change.added().forEach(name -> change(now, directory.resolve(name), true));
        return new Snapshot(number, now);
    }

    private void change(Map<String, NavigableMap<TableFile, Path>> now, Path path, boolean isAdded) {
        String table = path.getName(path.getNameCount() - 2).toString();
        NavigableMap<TableFile, Path> own = now.get(table);
        if (own == null || own == files.get(table)) {
            own = new TreeMap<>(of(table));
            now.put(table, own);
        }
        TableFile file = TableFile.parse(path.getFileName().toString()).orElseThrow();
        if (isAdded) {
            own.put(file, path);
        } else {
            own.remove(file, path);
        }
    }
}
