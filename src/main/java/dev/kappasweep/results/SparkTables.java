package dev.kappasweep.results;

import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.hadoop.ParquetInputFormat;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** The tables of a result directory as Spark's data sets. */
public final class SparkTables {
    private static final List<Table<?>> TABLES = List.of(
            new TrialTable(),
            new LayerTable(),
            new SpectrumTable(),
            new EpochTable(),
            new EvaluationTable(),
            new SampleTable());

    private final SparkSession session;
    private final Path directory;

    /** @param directory of the results, on a path that Spark's executors see as well */
    public SparkTables(SparkSession session, Path directory) {
        this.session = session;
        this.directory = directory;
    }

    /** Every table, {@code trials} first. */
    public static List<String> names() {
        return TABLES.stream().map(Table::name).toList();
    }

    /**
     * The rows of committed trials. It is read when Spark executes it; a sweep may be running.
     *
     * @param name one of {@link #names}
     * @throws InvalidInputException if there is no such table, or the directory has links that lead out of it
     */
    public Dataset<Row> read(String name) {
        Table<?> table = TABLES.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("table: '" + name + "' is not allowed, expected "
                        + names().stream().collect(Collectors.joining(", "))));
        return table instanceof TrialTable ? files(table) : committed(files(table));
    }

    private Dataset<Row> committed(Dataset<Row> rows) {
        Dataset<Row> trials = files(new TrialTable());
        return rows.join(trials, rows.col("trial_id").equalTo(trials.col("trial_id")), "left_semi");
    }

    private Dataset<Row> files(Table<?> table) {
        StructType schema = schema(table);
        String[] files =
                committedFiles(table).stream().map(SparkTables::withoutPatterns).toArray(String[]::new);
        return files.length > 0
                ? session.read()
                        .schema(schema)
                        .option(ParquetInputFormat.PAGE_VERIFY_CHECKSUM_ENABLED, true)
                        .parquet(files)
                : session.createDataFrame(List.of(), schema);
    }

    private Collection<Path> committedFiles(Table<?> table) {
        try {
            OwnFiles.require(directory);
            return new CommitLog(directory, Store.of(directory))
                    .snapshot()
                    .of(table.name())
                    .values();
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be read", e);
        }
    }

    /** Hadoop takes brackets, braces, asterisks and question marks of a path as a pattern unless they are escaped. */
    private static String withoutPatterns(Path path) {
        return path.toAbsolutePath().toString().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
    }

    private static StructType schema(Table<?> table) {
        return schema(TableColumn.of(table.schema()));
    }

    private static StructType schema(List<TableColumn> columns) {
        return (StructType) DataType.fromJson(TableColumn.sparkSchema(columns));
    }

    /** A table that is in memory, without times. */
    public static Dataset<Row> of(SparkSession session, TableContents table) {
        List<Row> rows = new ArrayList<>();
        table.forEach(row ->
                rows.add(RowFactory.create(table.names().stream().map(row::get).toArray())));
        return session.createDataFrame(rows, schema(table.columns()));
    }
}
