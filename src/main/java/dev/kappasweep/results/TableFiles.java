package dev.kappasweep.results;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/**
 * One table as a directory with one Parquet file per trial, named by the trial's id, so that no trial can be there twice. Files
 * are plain local files, without Hadoop's file system and its checksum files; they are so small that compression does not pay.
 */
final class TableFiles<R> {
    private static final String SUFFIX = ".parquet";

    private final Path directory;
    private final Table<R> table;

    TableFiles(Path resultDirectory, Table<R> table) {
        this.directory = resultDirectory.resolve(table.name());
        this.table = table;
    }

    void create() throws IOException {
        Files.createDirectories(directory);
    }

    /** The trials that have a file, ordered; none if the table's directory is missing. */
    SortedSet<TrialId> trials() throws IOException {
        SortedSet<TrialId> ids = new TreeSet<>();
        if (!Files.isDirectory(directory)) {
            return ids;
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{16}\\.parquet"))
                    .forEach(name -> ids.add(new TrialId(name.substring(0, name.length() - SUFFIX.length()))));
        }
        return ids;
    }

    /** Writes all rows of one trial, replacing those it had. */
    void write(TrialId trial, List<R> rows) throws IOException {
        AtomicFiles.write(file(trial), temporary -> writeRows(temporary, rows));
    }

    void delete(TrialId trial) throws IOException {
        Files.deleteIfExists(file(trial));
    }

    /** Deletes what a killed process was writing. */
    void deleteTemporaryFiles() throws IOException {
        AtomicFiles.deleteTemporaryFiles(directory);
    }

    /**
     * The rows of one trial as they were written; empty if it has no file.
     *
     * @throws InvalidInputException if the file is not what {@link #write} makes
     */
    Optional<List<R>> read(TrialId trial) throws IOException {
        Path file = file(trial);
        try (ParquetReader<Group> reader = new RowReader(new LocalInputFile(file)).build()) {
            List<R> rows = new ArrayList<>();
            for (Group group = reader.read(); group != null; group = reader.read()) {
                rows.add(table.read(new Cells(group)));
            }
            return Optional.of(rows);
        } catch (FileNotFoundException | NoSuchFileException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new InvalidInputException(
                    "results: " + file + " is damaged (" + e.getMessage() + "), expected rows of " + table.name()
                            + "; delete trials/" + trial + SUFFIX + " to train this trial again",
                    e);
        }
    }

    private Path file(TrialId trial) {
        return directory.resolve(trial + SUFFIX);
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

    private static final class RowReader extends ParquetReader.Builder<Group> {
        RowReader(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
