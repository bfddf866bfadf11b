package dev.kappasweep.results;

import dev.kappasweep.files.Requests;
import dev.kappasweep.files.Store;
import dev.kappasweep.results.Commit.Event;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Which files of the tables count: the log in {@code _commits}, of numbered entries that are created only if absent and never
 * changed. So a commit is one step on every file system, and of two that write at once one meets an entry of the other and stops.
 * Directories of earlier builds have no log; there all files count, and the first entry says them.
 */
final class CommitLog {
    static final String DIRECTORY = "_commits";
    private static final int MOST_RESTARTS = 1_000;

    private final Path directory;
    private final Path entries;
    private final Store store;
    private final String writer = UUID.randomUUID().toString().substring(0, 8);
    private final Set<String> undeleted = new HashSet<>();
    private @Nullable Holder holder;
    private volatile @Nullable Snapshot snapshot;
    private List<String> lost = List.of();
    private final AtomicLong written = new AtomicLong();
    private boolean isUncertain;

    /** @param store for writing */
    CommitLog(Path directory, Store store) {
        this.directory = directory;
        this.entries = directory.resolve(DIRECTORY);
        this.store = store;
    }

    /** Reads files of a snapshot. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Snapshot snapshot) throws IOException;
    }

    /** What is read of the files that count at one moment, whatever is committed meanwhile. */
    <T> T atOneMoment(Reading<T> reading) throws IOException {
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            try {
                return reading.of(snapshot());
            } catch (NoSuchFileException | FileNotFoundException e) {
                refresh(); // its rows are in another file by now
            }
        }
        throw new IOException(directory + " changes faster than it can be read");
    }

    /** The files that counted when they were last looked for. */
    Snapshot snapshot() throws IOException {
        Snapshot now = snapshot;
        return now == null ? loaded() : now;
    }

    private synchronized Snapshot loaded() throws IOException {
        Snapshot now = snapshot == null ? load() : snapshot;
        snapshot = now;
        return now;
    }

    synchronized void refresh() throws IOException {
        snapshot = load();
    }

    /** Files that the log names and a user has deleted do not count. */
    private Snapshot load() throws IOException {
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            long last = last();
            Snapshot loaded = last == 0 ? earlier() : there(last);
            if ((last > 0 && lost.isEmpty()) || last() == last) {
                return loaded;
            }
        }
        throw new IOException(directory + " changes faster than it can be read");
    }

    private Snapshot earlier() throws IOException {
        lost = List.of();
        return new Snapshot(0, new EarlierLayout(directory).files());
    }

    private Snapshot there(long last) throws IOException {
        Map<String, NavigableMap<TableFile, Path>> files = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, Set<String>> table : counted(last).entrySet()) {
            Path place = directory.resolve(table.getKey());
            Map<String, Path> listed = list(place);
            NavigableMap<TableFile, Path> own = new TreeMap<>();
            for (String name : table.getValue()) {
                Path file = listed.get(name);
                if (file != null) {
                    own.put(TableFile.parse(name).orElseThrow(), file);
                } else {
                    missing.add(table.getKey() + "/" + name);
                }
            }
            files.put(table.getKey(), own);
        }
        lost = missing;
        return new Snapshot(last, files);
    }

    /** What is in a directory by its name; nothing where there is none. */
    static Map<String, Path> list(Path directory) throws IOException {
        Map<String, Path> files = new HashMap<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            paths.forEach(path -> files.put(path.getFileName().toString(), path));
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        return files;
    }

    /** The names of the files after an entry, by table. */
    private Map<String, Set<String>> counted(long last) throws IOException {
        Set<String> names = new HashSet<>();
        List<Requests.Request<Commit>> reads = LongStream.rangeClosed(Commit.firstToRead(last), last)
                .<Requests.Request<Commit>>mapToObj(number -> () -> entry(number))
                .toList();
        for (Commit commit : Requests.all(store, reads)) {
            commit.files().ifPresent(all -> {
                names.clear();
                names.addAll(all);
            });
            commit.removed().forEach(names::remove);
            names.addAll(commit.added());
        }
        Map<String, Set<String>> byTable = new HashMap<>();
        for (String name : names) {
            int slash = name.indexOf('/');
            byTable.computeIfAbsent(name.substring(0, slash), table -> new HashSet<>())
                    .add(name.substring(slash + 1));
        }
        return byTable;
    }

    private Commit entry(long number) throws IOException {
        Path file = entries.resolve(CommitFile.name(number));
        try {
            return CommitFile.read(file);
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    "results: " + file + " is missing, expected every entry of the log up to the last; when no run"
                            + " writes there and the directory " + DIRECTORY
                            + " is deleted, all files of the tables count",
                    e);
        }
    }

    /** The entries that say, together, which files count after {@code last}. */
    List<Path> entries(long last) {
        return last == 0
                ? List.of()
                : LongStream.rangeClosed(Commit.firstToRead(last), last)
                        .mapToObj(number -> entries.resolve(CommitFile.name(number)))
                        .toList();
    }

    /** The number of the last entry; 0 if there is none. */
    private long last() throws IOException {
        return list(entries).keySet().stream()
                .mapToLong(name -> CommitFile.number(name).orElse(0))
                .max()
                .orElse(0);
    }

    /** The last entry; empty if nobody has ever written one. */
    Optional<Commit> lastEntry() throws IOException {
        long last = last();
        return last == 0 ? Optional.empty() : Optional.of(entry(last));
    }

    /** The name of a file that is written next; no other file has had it or will. */
    String newName(TableFile file) {
        return file.name(writer, written.incrementAndGet());
    }

    /**
     * Says that this process has the directory. All entries are its own from then on.
     *
     * @throws InvalidInputException if another has said so in the same moment
     */
    synchronized void open() throws IOException {
        holder = Holder.current();
        new EarlierLayout(directory).recover(store);
        store.createDirectory(entries);
        store.deleteTemporaryFiles(entries);
        refresh();
        append(Event.OPENED, new Change(), lost);
    }

    /** Writes files of a change. */
    @FunctionalInterface
    interface Filling {
        void into(Change change) throws IOException;
    }

    /**
     * Lets the files of a change count, and deletes those that no longer do.
     *
     * @throws InvalidInputException if another process has taken the directory over
     * @throws IOException if it is not committed, or nobody knows; in that case this log takes no more commits
     */
    synchronized void commit(Event event, Filling filling) throws IOException {
        Change change = new Change();
        try {
            filling.into(change);
        } catch (IOException | RuntimeException e) {
            deleteAll(change.added());
            throw e;
        }
        if (!change.isEmpty()) {
            appendOrLeaveNothing(event, change);
            undeleted.addAll(change.removed());
            deleteWhatNoLongerCounts();
        }
    }

    private void appendOrLeaveNothing(Event event, Change change) throws IOException {
        try {
            append(event, change, List.of());
        } catch (InvalidInputException e) { // certainly not committed
            deleteAll(change.added());
            throw e;
        }
    }

    /** It is committed in any case; the last of them are tried again at the end. */
    private void deleteWhatNoLongerCounts() {
        try {
            deleteAll(List.copyOf(undeleted));
            undeleted.clear();
        } catch (IOException e) {
            // With the next ones.
        }
    }

    private void deleteAll(List<String> names) throws IOException {
        List<Requests.Request<Boolean>> deletions = new ArrayList<>();
        for (String name : names) {
            deletions.add(() -> {
                store.delete(directory.resolve(name));
                return true;
            });
        }
        Requests.all(store, deletions);
    }

    private void append(Event event, Change change, List<String> alsoRemoved) throws IOException {
        Snapshot before = snapshot();
        long number = before.commit() + 1;
        Snapshot after = before.after(number, change, directory);
        List<String> removed = new ArrayList<>(change.removed());
        removed.addAll(alsoRemoved);
        create(new Commit(
                number,
                writer,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                event,
                Objects.requireNonNull(holder, "the log is not open"),
                Commit.isWhole(number) ? Optional.of(after.names()) : Optional.empty(),
                number == 1 ? after.names() : change.added(),
                removed));
        snapshot = after;
    }

    private void create(Commit commit) throws IOException {
        if (isUncertain) {
            throw new IOException("whether the commit before was written is not known");
        }
        Path file = entries.resolve(CommitFile.name(commit.number()));
        byte[] bytes = CommitFile.bytes(commit);
        isUncertain = true;
        try {
            store.create(file, out -> out.write(bytes));
        } catch (FileAlreadyExistsException e) {
            Commit there = entry(commit.number());
            if (!there.equals(commit)) { // else the answer to a request was lost
                throw takenOver(there, e);
            }
        }
        isUncertain = false;
    }

    private InvalidInputException takenOver(Commit there, IOException e) {
        return new InvalidInputException(
                "results: " + directory + " has been taken over by another run ("
                        + there.holder().text() + "), which wrote entry " + there.number()
                        + " of its log; this run writes nothing more there",
                e);
    }

    /**
     * Deletes what is left to delete and says that the directory is free, unless another process has it by now. Where a commit may be
     * on its way, it comes before or never.
     */
    synchronized void close() throws IOException {
        if (isUncertain) {
            refresh();
            if (!entry(snapshot().commit()).writer().equals(writer)) {
                return;
            }
            isUncertain = false;
        }
        deleteAll(List.copyOf(undeleted));
        append(Event.CLOSED, new Change(), List.of());
    }

    /** Deletes files of the tables that do not count: what a killed process has written and not committed. */
    synchronized void deleteLeftovers() throws IOException {
        Snapshot now = snapshot();
        store.deleteTemporaryFiles(directory);
        for (String table : SparkTables.names()) {
            Path place = directory.resolve(table);
            store.deleteTemporaryFiles(place);
            Set<Path> counted = new HashSet<>(now.of(table).values());
            for (String name : list(place).keySet()) {
                Path file = place.resolve(name);
                if (TableFile.parse(name).isPresent() && !counted.contains(file)) {
                    store.delete(file);
                }
            }
        }
    }
}
