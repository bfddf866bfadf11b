package dev.kappasweep.results;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/**
 * One table as a directory of Parquet files, each with the rows of one trial or of several. Files are plain local files, without
 * Hadoop's file system and its checksum files; most are so small that compression does not pay.
 */
final class TableFiles<R> {
    private static final int MOST_RESTARTS = 1_000;

    private final Path directory;
    private final Path compacted;
    private final Path ready;
    private final Table<R> table;
    private final Function<R, TrialId> trial;

    TableFiles(Path resultDirectory, Table<R> table, Function<R, TrialId> trial) {
        Path work = resultDirectory.resolve(Compaction.WORK);
        this.directory = resultDirectory.resolve(table.name());
        this.compacted = work.resolve(table.name());
        this.ready = work.resolve(Compaction.READY);
        this.table = table;
        this.trial = trial;
    }

    /** A table of the same kind in another directory. */
    TableFiles<R> in(Path otherResultDirectory) {
        return new TableFiles<>(otherResultDirectory, table, trial);
    }

    Path directory() {
        return directory;
    }

    void create() throws IOException {
        Files.createDirectories(directory);
    }

    /** The files that are there; none if the table's directory is missing. */
    NavigableSet<TableFile> files() throws IOException {
        return files(directory).orElseGet(TreeSet::new);
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

    boolean has(TableFile file) {
        return Files.exists(directory.resolve(file.name()));
    }

    /** Writes a file, replacing one of its name. Durable after {@link #sync}. */
    void write(TableFile file, List<R> rows) throws IOException {
        AtomicFiles.write(directory.resolve(file.name()), temporary -> writeRows(temporary, rows));
    }

    void delete(TableFile file) throws IOException {
        Files.deleteIfExists(directory.resolve(file.name()));
    }

    /** Makes durable which files there are. */
    void sync() throws IOException {
        AtomicFiles.sync(directory);
    }

    /** Deletes what a killed process was writing. */
    void deleteTemporaryFiles() throws IOException {
        AtomicFiles.deleteTemporaryFiles(directory);
    }

    /**
     * All rows at one moment, whatever is committed or compacted meanwhile.
     *
     * @throws InvalidInputException if a file is not what {@link #write} makes
     */
    List<R> read() throws IOException {
        return read(files -> files, whole());
    }

    /** As {@link #read()}, of some columns only. */
    <T> List<T> read(Excerpt<T> excerpt) throws IOException {
        return read(files -> files, excerpt);
    }

    /** Earlier versions of a table may lack columns, so it names none. */
    private Excerpt<R> whole() {
        return new Excerpt<>(Optional.empty(), table::read);
    }

    /** The rows of one trial, none if it has no file. */
    List<R> read(TrialId id) throws IOException {
        TableFile own = TableFile.of(id);
        return read(files -> files.contains(own) ? List.of(own) : files, whole()).stream()
                .filter(row -> trial.apply(row).equals(id))
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
            if (tryForEach(directory, passed, reader)
                    || (Files.exists(ready) && tryForEach(compacted, passed, reader))
                    || (!Files.exists(ready) && !Files.exists(directory))) {
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
                    read(place.resolve(file.name()), file, whole(), row -> {
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

    private <T> List<T> read(Function<NavigableSet<TableFile>, Collection<TableFile>> choice, Excerpt<T> excerpt)
            throws IOException {
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            Optional<List<T>> rows = tryRead(directory, choice, excerpt);
            if (rows.isEmpty() && Files.exists(ready)) {
                // Its directory is just being replaced, or was when a process was killed.
                rows = tryRead(compacted, choice, excerpt);
            }
            if (rows.isPresent()) {
                return rows.get();
            }
            if (!Files.exists(ready) && !Files.exists(directory)) {
                return List.of(); // never written, or by an earlier version that did not have the table
            }
        }
        throw new IOException(directory + " changes faster than it can be read");
    }

    /** Empty if the directory, or a file that was listed there, has gone: compaction has put the rows elsewhere. */
    private <T> Optional<List<T>> tryRead(
            Path place, Function<NavigableSet<TableFile>, Collection<TableFile>> choice, Excerpt<T> excerpt)
            throws IOException {
        Optional<NavigableSet<TableFile>> files = files(place);
        if (files.isEmpty()) {
            return Optional.empty();
        }
        List<T> rows = new ArrayList<>();
        try {
            for (TableFile file : choice.apply(files.get())) {
                read(place.resolve(file.name()), file, excerpt, rows::add);
            }
            return Optional.of(rows);
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Adds the rows of one file, which exists. */
    void read(TableFile file, Consumer<R> rows) throws IOException {
        read(file, whole(), rows);
    }

    /** As {@link #read(TableFile, Consumer)}, of some columns only. */
    <T> void read(TableFile file, Excerpt<T> excerpt, Consumer<T> rows) throws IOException {
        read(directory.resolve(file.name()), file, excerpt, rows);
    }

    private <T> void read(Path path, TableFile file, Excerpt<T> excerpt, Consumer<T> rows) throws IOException {
        try (ParquetReader<Group> reader = excerpt.reader(new LocalInputFile(path))) {
            for (Optional<T> row = next(reader, path, file, excerpt);
                    row.isPresent();
                    row = next(reader, path, file, excerpt)) {
                rows.accept(row.get()); // whose errors say nothing about the file
            }
        }
    }

    private <T> Optional<T> next(ParquetReader<Group> reader, Path path, TableFile file, Excerpt<T> excerpt)
            throws IOException {
        try {
            return Optional.ofNullable(reader.read())
                    .map(group -> excerpt.read().apply(new Cells(group)));
        } catch (RuntimeException e) {
            throw damaged(path, file, e);
        }
    }

    private InvalidInputException damaged(Path path, TableFile file, RuntimeException e) {
        return new InvalidInputException(
                "results: " + path + " is damaged (" + e.getMessage() + "), expected rows of " + table.name()
                        + "; delete trials/" + file.name() + " to train "
                        + (file.trials() == 1 ? "this trial" : "its " + file.trials() + " trials") + " again",
                e);
    }

    private void writeRows(Path file, List<R> rows) throws IOException {
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(table.schema())
                .withExtraMetaData(Map.of("kappasweep.schema_version", Integer.toString(Table.SCHEMA_VERSION)))
                .build()) {
            for (R row : rows) {
                Group group = new SimpleGroup(table.schema());
                table.write(row, new Cells(group));
                writer.write(group);
            }
        }
    }
}
