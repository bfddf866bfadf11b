package dev.kappasweep.service;

import dev.kappasweep.files.Requests;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.OneLine;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The queue in a root directory: a file for each sweep in {@code queue}, and its results in {@code sweeps}. */
final class QueueFiles {
    private static final Pattern NAME = Pattern.compile("(.+-([0-9]{1,18}))\\.json");

    private final Path entries;
    private final Path sweeps;
    private final Store store;

    QueueFiles(Path root, Store store) {
        this.entries = root.resolve("queue");
        this.sweeps = root.resolve("sweeps");
        this.store = store;
    }

    Path directory(String id) {
        return sweeps.resolve(id);
    }

    void prepare() throws IOException {
        store.createDirectory(entries);
        store.createDirectory(sweeps);
        store.deleteTemporaryFiles(entries);
    }

    /**
     * All that can be read.
     *
     * @param notice is told of each that cannot, in one line
     */
    List<Entry> read(Consumer<String> notice) throws IOException {
        List<Requests.Request<List<Entry>>> reads = new ArrayList<>();
        for (Path file : files()) {
            reads.add(() -> read(file, notice));
        }
        return Requests.all(store, reads).stream().flatMap(List::stream).toList();
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(entries)) {
            for (Path path : paths) {
                if (NAME.matcher(path.getFileName().toString()).matches()) {
                    files.add(path);
                }
            }
        }
        return files;
    }

    private static List<Entry> read(Path file, Consumer<String> notice) throws IOException {
        try {
            Entry entry = EntryJson.read(Files.readAllBytes(file));
            if (!file(entry.id()).equals(file.getFileName().toString())) {
                throw new IllegalArgumentException("it is that of " + entry.id());
            }
            return List.of(entry);
        } catch (IllegalArgumentException e) {
            notice.accept("queue: " + file + " is damaged (" + OneLine.of(String.valueOf(e.getMessage()), 200)
                    + "), expected the entry of a sweep; it is left alone");
            return List.of();
        }
    }

    /** The highest number that an entry has, whether it can be read or not; 0 without any. */
    long lastNumber() throws IOException {
        return files().stream()
                .map(file -> NAME.matcher(file.getFileName().toString()))
                .filter(Matcher::matches)
                .mapToLong(name -> Long.parseLong(name.group(2)))
                .max()
                .orElse(0);
    }

    private static String file(String id) {
        return id + ".json";
    }

    /** @throws FileAlreadyExistsException if another sweep has this id */
    void create(Entry entry) throws IOException {
        byte[] bytes = EntryJson.bytes(entry);
        Path file = entries.resolve(file(entry.id()));
        try {
            store.create(file, out -> out.write(bytes));
        } catch (FileAlreadyExistsException e) {
            if (!Arrays.equals(Files.readAllBytes(file), bytes)) { // else the answer to a request was lost
                throw e;
            }
        }
    }

    void replace(Entry entry) throws IOException {
        byte[] bytes = EntryJson.bytes(entry);
        store.replace(entries.resolve(file(entry.id())), out -> out.write(bytes));
    }

    /** Deletes the results of a sweep; nothing happens if there are none. */
    void deleteResults(String id) throws IOException {
        delete(directory(id));
    }

    private void delete(Path directory) throws IOException {
        List<Path> names = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            paths.forEach(names::add);
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path name : names) {
            if (Files.isDirectory(name, LinkOption.NOFOLLOW_LINKS)) {
                delete(name);
            } else {
                store.delete(name);
            }
        }
        store.delete(directory);
    }
}
