package dev.kappasweep.results;

import dev.kappasweep.files.Requests;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** One table as a directory of Parquet files, each with the rows of one trial or of several. */
final class TableFiles<R> {
    private final Path directory;
    private final Table<R> table;
    private final Function<R, TrialId> trial;
    private final CommitLog log;
    private final Store store;

    /** @param log says which files count */
    TableFiles(Path resultDirectory, Table<R> table, Function<R, TrialId> trial, CommitLog log, Store store) {
        this.directory = resultDirectory.resolve(table.name());
        this.table = table;
        this.trial = trial;
        this.log = log;
        this.store = store;
    }

    String name() {
        return table.name();
    }

    TrialId trialOf(R row) {
        return trial.apply(row);
    }

    Path directory() {
        return directory;
    }

    void create() throws IOException {
        store.createDirectory(directory);
    }

    /** The files that count. */
    NavigableSet<TableFile> files() throws IOException {
        return files(log.snapshot());
    }

    private NavigableSet<TableFile> files(Snapshot snapshot) {
        return snapshot.of(table.name()).navigableKeySet();
    }

    boolean has(TableFile file) throws IOException {
        return files().contains(file);
    }

    /**
     * Writes a file, durable when this returns. It counts, and one of its name no longer does, when the change is committed.
     *
     * @param notes for its footer
     * @return the checksums of its columns
     */
    String write(Change change, TableFile file, List<R> rows, Map<String, String> notes) throws IOException {
        List<String> checksums = new ArrayList<>();
        String name = log.newName(file);
        remove(change, file);
        change.add(table.name(), file, name);
        try {
            store.create(directory.resolve(name), out -> checksums.add(RowFile.write(table, rows, notes, out)));
        } catch (FileAlreadyExistsException e) {
            // It is ours, since nobody else writes this name: the answer to a request was lost.
        }
        return checksums.get(checksums.size() - 1);
    }

    /** Replaces the rows of a committed file; the footer says which checksums {@code trials} notes of it. */
    void rewrite(Change change, StoredRows<R> before, List<R> rows) throws IOException {
        Map<String, String> notes = before.notes();
        String committed = notes.getOrDefault(RowFile.COMMITTED, notes.getOrDefault(RowFile.CHECKSUMS, ""));
        write(change, before.file(), rows, Map.of(RowFile.COMMITTED, committed));
    }

    /** The file, if there is one, no longer counts when the change is committed. */
    void remove(Change change, TableFile file) throws IOException {
        log.snapshot()
                .find(table.name(), file)
                .ifPresent(path ->
                        change.remove(table.name(), file, path.getFileName().toString()));
    }

    /**
     * All rows at one moment, file by file.
     *
     * @throws InvalidInputException if a file is not what {@link #write} makes
     * @throws NoSuchFileException if a file has gone, since it no longer counts
     */
    List<StoredRows<R>> read(Snapshot snapshot) throws IOException {
        return read(snapshot, file -> true, whole());
    }

    /** As {@link #read(Snapshot)}, of some files and columns only. */
    <T> List<StoredRows<T>> read(Snapshot snapshot, Predicate<TableFile> choice, Excerpt<T> excerpt)
            throws IOException {
        return read(snapshot, files(snapshot).stream().filter(choice).toList(), excerpt);
    }

    private <T> List<StoredRows<T>> read(Snapshot snapshot, Collection<TableFile> files, Excerpt<T> excerpt)
            throws IOException {
        List<Requests.Request<StoredRows<T>>> reads = new ArrayList<>();
        for (TableFile file : files) {
            reads.add(() -> read(snapshot, file, excerpt));
        }
        return Requests.all(store, reads);
    }

    /** Earlier versions of a table may lack columns, so it names none. */
    private Excerpt<R> whole() {
        return new Excerpt<>(Optional.empty(), table::read, trial, table::contradiction);
    }

    /** The rows of one trial; no file if it has none. */
    List<StoredRows<R>> read(Snapshot snapshot, TrialId id) throws IOException {
        TableFile own = TableFile.of(id);
        NavigableSet<TableFile> all = files(snapshot);
        return read(snapshot, all.contains(own) ? List.of(own) : all, whole()).stream()
                .map(file -> only(id, file))
                .filter(file -> !file.rows().isEmpty())
                .toList();
    }

    /**
     * Passes all rows at one moment on, whatever is committed meanwhile, and keeps none. Those of one trial come together.
     *
     * @throws InvalidInputException as {@link #read(Snapshot)}
     */
    void forEach(Consumer<R> reader) throws IOException {
        forEach(whole(), reader);
    }

    /** As {@link #forEach(Consumer)}, of some columns only. */
    <T> void forEach(Excerpt<T> excerpt, Consumer<T> reader) throws IOException {
        PassedRows passed = new PassedRows();
        log.atOneMoment(snapshot -> {
            forEach(snapshot, excerpt, passed, reader);
            return true;
        });
    }

    /** A file that has gone is missed before any of its rows is passed on. */
    private <T> void forEach(Snapshot snapshot, Excerpt<T> excerpt, PassedRows passed, Consumer<T> reader)
            throws IOException {
        List<TableFile> small = new ArrayList<>();
        for (TableFile file : files(snapshot)) {
            if (passed.contains(file)) {
                continue;
            }
            if (Compaction.isSmall(file) && store.requestsAtOnce() > 1) {
                small.add(file);
            } else {
                Passing<T> passing = new Passing<>(excerpt, passed, reader);
                pass(snapshot, file, excerpt, passing);
                passed.add(file, passing.ids);
            }
            if (small.size() == store.requestsAtOnce()) {
                passTogether(snapshot, small, excerpt, passed, reader);
                small.clear();
            }
        }
        passTogether(snapshot, small, excerpt, passed, reader);
    }

    /** Their rows are in memory for a moment. */
    private <T> void passTogether(
            Snapshot snapshot, List<TableFile> files, Excerpt<T> excerpt, PassedRows passed, Consumer<T> reader)
            throws IOException {
        for (StoredRows<T> file : read(snapshot, files, excerpt)) {
            Passing<T> passing = new Passing<>(excerpt, passed, reader);
            file.rows().forEach(passing);
            passed.add(file.file(), passing.ids);
        }
    }

    /** Passes on the rows of trials that were not passed on before. */
    private static final class Passing<T> implements Consumer<T> {
        private final Set<TrialId> ids = new HashSet<>();
        private final Excerpt<T> excerpt;
        private final PassedRows passed;
        private final Consumer<T> reader;

        Passing(Excerpt<T> excerpt, PassedRows passed, Consumer<T> reader) {
            this.excerpt = excerpt;
            this.passed = passed;
            this.reader = reader;
        }

        @Override
        public void accept(T row) {
            TrialId id = excerpt.trial().apply(row);
            if (!passed.contains(id)) {
                ids.add(id);
                reader.accept(row);
            }
        }
    }

    private StoredRows<R> only(TrialId id, StoredRows<R> file) {
        List<R> rows =
                file.rows().stream().filter(row -> trial.apply(row).equals(id)).toList();
        return new StoredRows<>(file.file(), file.notes(), rows);
    }

    /** The rows of one file that counts; none if there is no such file. */
    StoredRows<R> read(TableFile file) throws IOException {
        return log.atOneMoment(snapshot -> snapshot.find(table.name(), file).isPresent()
                ? read(snapshot, file, whole())
                : new StoredRows<>(file, Map.of(), List.of()));
    }

    /** Those of several files that count, in their order; a file that does not is left out. */
    List<StoredRows<R>> readAll(Collection<TableFile> files) throws IOException {
        return log.atOneMoment(snapshot -> {
            NavigableSet<TableFile> there = files(snapshot);
            return read(snapshot, files.stream().filter(there::contains).toList(), whole());
        });
    }

    private <T> StoredRows<T> read(Snapshot snapshot, TableFile file, Excerpt<T> excerpt) throws IOException {
        List<T> rows = new ArrayList<>();
        Map<String, String> notes = pass(snapshot, file, excerpt, rows::add);
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
    private <T> Map<String, String> pass(Snapshot snapshot, TableFile file, Excerpt<T> excerpt, Consumer<T> reader)
            throws IOException {
        Path path = snapshot.find(table.name(), file).orElseThrow();
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
     * The notes of a file; empty if there is no such file.
     *
     * @throws NoSuchFileException as {@link #read(Snapshot)}
     * @throws IOException or RuntimeException if it is not a file that {@link #write} makes
     */
    Optional<Map<String, String>> notes(Snapshot snapshot, TableFile file) throws IOException {
        Optional<Path> path = snapshot.find(table.name(), file);
        return path.isEmpty() ? Optional.empty() : Optional.of(new RowFile(path.get()).notes());
    }

    /** The path of a file, also of one that has gone. */
    Path path(Snapshot snapshot, TableFile file) {
        return snapshot.find(table.name(), file).orElseGet(() -> directory.resolve(file.toString()));
    }

    private InvalidInputException damaged(Path path, TableFile file, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause(); // Parquet wraps what it found
        }
        String why = String.valueOf(cause.getMessage()).replaceAll("\\s+", " ");
        return new InvalidInputException(
                "results: " + path + " is damaged (" + why + "), expected rows of " + table.name() + "; delete "
                        + trialsFile(file) + " to train " + file.trialsText() + " again",
                e);
    }

    private String trialsFile(TableFile file) {
        try {
            return TrialTable.NAME + "/"
                    + log.snapshot()
                            .find(TrialTable.NAME, file)
                            .map(path -> path.getFileName().toString())
                            .orElse(file.toString());
        } catch (IOException e) {
            return TrialTable.NAME + "/" + file;
        }
    }
}
