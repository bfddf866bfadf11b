package dev.kappasweep.results;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** One table as a directory of Parquet files, each with the rows of one trial or of several. */
final class TableFiles<R> {
    private static final int MOST_RESTARTS = 1_000;

    private final Path directory;
    private final Path compacted;
    private final Path ready;
    private final Table<R> table;
    private final Function<R, TrialId> trial;
    private final Disk disk;
    private final AtomicFiles atomic;

    TableFiles(Path resultDirectory, Table<R> table, Function<R, TrialId> trial, Disk disk) {
        Path work = resultDirectory.resolve(Compaction.WORK);
        this.directory = resultDirectory.resolve(table.name());
        this.compacted = work.resolve(table.name());
        this.ready = work.resolve(Compaction.READY);
        this.table = table;
        this.trial = trial;
        this.disk = disk;
        this.atomic = new AtomicFiles(disk);
    }

    /** A table of the same kind in another directory. */
    TableFiles<R> in(Path otherResultDirectory) {
        return new TableFiles<>(otherResultDirectory, table, trial, disk);
    }

    String name() {
        return table.name();
    }

    Path directory() {
        return directory;
    }

    void create() throws IOException {
        disk.createDirectory(directory);
    }

    /** The files that are there; none if the table's directory is missing. */
    NavigableSet<TableFile> files() throws IOException {
        return files(directory).orElseGet(TreeSet::new);
    }

    /** The files that readers see: those of a compaction as soon as it is complete. */
    NavigableSet<TableFile> visibleFiles() throws IOException {
        return files(place()).orElseGet(TreeSet::new);
    }

    private static Optional<NavigableSet<TableFile>> files(Path directory) throws IOException {
        NavigableSet<TableFile> files = new TreeSet<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "*" + TableFile.SUFFIX)) {
            paths.forEach(path -> TableFile.parse(path.getFileName().toString()).ifPresent(files::add));
            return Optional.of(files);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Where the rows are now. A complete compaction counts even while its tables take the place of the old ones. */
    private Path place() {
        return Files.exists(ready) && Files.isDirectory(compacted) ? compacted : directory;
    }

    boolean has(TableFile file) {
        return Files.exists(directory.resolve(file.name()));
    }

    /**
     * Writes a file, replacing one of its name. Durable after {@link #sync}.
     *
     * @param notes for its footer
     * @return the checksums of its columns
     */
    String write(TableFile file, List<R> rows, Map<String, String> notes) throws IOException {
        List<String> checksums = new ArrayList<>();
        atomic.replace(
                directory.resolve(file.name()),
                temporary -> checksums.add(new RowFile(temporary).write(table, rows, notes)));
        return checksums.get(0);
    }

    /**
     * Replaces the rows of a committed file in one step; its footer says which checksums {@code trials} notes of it. Durable
     * after {@link #sync}.
     */
    void rewrite(StoredRows<R> before, List<R> rows) throws IOException {
        Map<String, String> notes = before.notes();
        String committed = notes.getOrDefault(RowFile.COMMITTED, notes.getOrDefault(RowFile.CHECKSUMS, ""));
        write(before.file(), rows, Map.of(RowFile.COMMITTED, committed));
    }

    void delete(TableFile file) throws IOException {
        disk.delete(directory.resolve(file.name()));
    }

    /** Makes durable which files there are. */
    void sync() throws IOException {
        disk.sync(directory);
    }

    /** Deletes what a killed process was writing. */
    void deleteTemporaryFiles() throws IOException {
        atomic.deleteTemporaryFiles(directory);
    }

    /**
     * All rows at one moment, file by file, whatever is committed or compacted meanwhile.
     *
     * @throws InvalidInputException if a file is not what {@link #write} makes
     */
    List<StoredRows<R>> read() throws IOException {
        return read(file -> true, whole());
    }

    /** As {@link #read()}, of some files and columns only. */
    <T> List<StoredRows<T>> read(Predicate<TableFile> choice, Excerpt<T> excerpt) throws IOException {
        return tryUntilRead(files -> files.stream().filter(choice).toList(), excerpt);
    }

    /** Earlier versions of a table may lack columns, so it names none. */
    private Excerpt<R> whole() {
        return new Excerpt<>(Optional.empty(), table::read, trial, table::contradiction);
    }

    /** The rows of one trial; no file if it has none. */
    List<StoredRows<R>> read(TrialId id) throws IOException {
        TableFile own = TableFile.of(id);
        return tryUntilRead(files -> files.contains(own) ? List.of(own) : files, whole()).stream()
                .map(file -> only(id, file))
                .filter(file -> !file.rows().isEmpty())
                .toList();
    }

    /**
     * Passes all rows at one moment on, whatever is committed or compacted meanwhile, and keeps none. Those of one trial come
     * together.
     *
     * @throws InvalidInputException as {@link #read()}
     */
    void forEach(Consumer<R> reader) throws IOException {
        PassedRows passed = new PassedRows();
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            if (tryForEach(place(), passed, reader) || (!Files.exists(ready) && !Files.exists(directory))) {
                return;
            }
        }
        throw new IOException(directory + " changes faster than it can be read");
    }

    /** Returns false if a file has gone, as in {@link #tryRead}; it has been opened before any of its rows was passed on. */
    private boolean tryForEach(Path place, PassedRows passed, Consumer<R> reader) throws IOException {
        Optional<NavigableSet<TableFile>> files = files(place);
        if (files.isEmpty()) {
            return false;
        }
        try {
            for (TableFile file : files.get()) {
                if (!passed.contains(file)) {
                    Set<TrialId> ids = new HashSet<>();
                    pass(place, file, whole(), row -> {
                        if (!passed.contains(trial.apply(row))) {
                            ids.add(trial.apply(row));
                            reader.accept(row);
                        }
                    });
                    passed.add(file, ids);
                }
            }
            return true;
        } catch (FileNotFoundException | NoSuchFileException e) {
            return false;
        }
    }

    private StoredRows<R> only(TrialId id, StoredRows<R> file) {
        List<R> rows =
                file.rows().stream().filter(row -> trial.apply(row).equals(id)).toList();
        return new StoredRows<>(file.file(), file.notes(), rows);
    }

    private <T> List<StoredRows<T>> tryUntilRead(
            Function<NavigableSet<TableFile>, Collection<TableFile>> choice, Excerpt<T> excerpt) throws IOException {
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            Optional<List<StoredRows<T>>> files = tryRead(place(), choice, excerpt);
            if (files.isPresent()) {
                return files.get();
            }
            if (!Files.exists(ready) && !Files.exists(directory)) {
                return List.of(); // never written, or by an earlier version that did not have the table
            }
        }
        throw new IOException(directory + " changes faster than it can be read");
    }

    /** Empty if the directory, or a file that was listed there, has gone: compaction has put the rows elsewhere. */
    private <T> Optional<List<StoredRows<T>>> tryRead(
            Path place, Function<NavigableSet<TableFile>, Collection<TableFile>> choice, Excerpt<T> excerpt)
            throws IOException {
        Optional<NavigableSet<TableFile>> files = files(place);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        List<StoredRows<T>> read = new ArrayList<>();
        try {
            for (TableFile file : choice.apply(files.get())) {
                read.add(read(place, file, excerpt));
            }
            return Optional.of(read);
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** The rows of one file, which exists. */
    StoredRows<R> read(TableFile file) throws IOException {
        return read(directory, file, whole());
    }

    private <T> StoredRows<T> read(Path place, TableFile file, Excerpt<T> excerpt) throws IOException {
        List<T> rows = new ArrayList<>();
        Map<String, String> notes = pass(place, file, excerpt, rows::add);
        return new StoredRows<>(file, notes, rows);
    }

    /** An error of who is given the rows, which says nothing about the file. */
    private static final class ReaderException extends RuntimeException {
        private final transient RuntimeException error;

        ReaderException(RuntimeException error) {
            super(error);
            this.error = error;
        }
    }

    /** Passes the rows of a file on and returns the notes of its footer. */
    private <T> Map<String, String> pass(Path place, TableFile file, Excerpt<T> excerpt, Consumer<T> reader)
            throws IOException {
        Path path = place.resolve(file.name());
        Set<TrialId> ids = new HashSet<>();
        AtomicInteger count = new AtomicInteger();
        try {
            Map<String, String> notes = new RowFile(path).read(excerpt, row -> {
                ids.add(excerpt.trial().apply(row));
                count.incrementAndGet();
                try {
                    reader.accept(row);
                } catch (RuntimeException e) {
                    throw new ReaderException(e);
                }
            });
            requireTrialsOf(file, ids, count.get());
            return notes;
        } catch (ReaderException e) {
            throw e.error;
        } catch (FileNotFoundException e) {
            throw Files.exists(path) ? new IOException(path + " cannot be opened: " + e.getMessage(), e) : e;
        } catch (RuntimeException e) {
            throw damaged(path, file, e);
        } catch (IOException e) {
            if (isOfContent(e)) {
                throw damaged(path, file, e);
            }
            throw e;
        }
    }

    /** Whether what was read is wrong, not that it could not be read: Parquet wraps the errors of its parser. */
    private static boolean isOfContent(IOException e) {
        return e instanceof EOFException || (e.getCause() != null && !(e.getCause() instanceof IOException));
    }

    private void requireTrialsOf(TableFile file, Set<TrialId> ids, int rows) {
        boolean isOneOfEach = table.name().equals(TrialTable.NAME) && !file.isUnfinished();
        boolean isRight = isOneOfEach ? file.isOf(ids) && rows == file.trials() : file.mayHave(ids);
        if (!isRight) {
            throw new IllegalArgumentException("it has rows of other trials than its name says");
        }
    }

    /**
     * The notes of a file that readers see; empty if there is no such file.
     *
     * @throws IOException or RuntimeException if it is not a file that {@link #write} makes
     */
    Optional<Map<String, String>> notes(TableFile file) throws IOException {
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            boolean isReady = Files.exists(ready);
            Path place = place();
            Path path = place.resolve(file.name());
            try {
                return Optional.of(new RowFile(path).notes());
            } catch (FileNotFoundException | NoSuchFileException e) {
                // Unless compaction has just put another directory there.
                if (isReady == Files.exists(ready) && place.equals(place()) && !Files.exists(path)) {
                    return Optional.empty();
                }
            }
        }
        throw new IOException(directory + " changes faster than it can be read");
    }

    private InvalidInputException damaged(Path path, TableFile file, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause(); // Parquet wraps what it found
        }
        String why = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
        return new InvalidInputException(
                "results: " + path + " is damaged (" + why + "), expected rows of " + table.name() + "; delete trials/"
                        + file.name() + " to train " + file.trialsText() + " again",
                e);
    }
}
