package dev.kappasweep.api;

import dev.kappasweep.analysis.PerTrialRow;
import dev.kappasweep.analysis.PerTrialTable;
import dev.kappasweep.files.Places;
import dev.kappasweep.results.EpochRow;
import dev.kappasweep.results.EvaluationRow;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.SparkTables;
import dev.kappasweep.results.SpectrumRow;
import dev.kappasweep.results.TrialRow;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The committed results in one directory: as records, which are read once and held in memory, or as Spark's data sets, which
 * are read when Spark needs them. docs/schema.md says what the columns mean.
 */
public final class SweepResults {
    private final Path directory;
    private final ResultTables tables;

    private SweepResults(Path directory, ResultTables tables) {
        this.directory = directory;
        this.tables = tables;
    }

    /**
     * The trials that are committed now; a sweep may be running meanwhile.
     *
     * @throws dev.kappasweep.sweep.InvalidInputException if the directory holds no sweep
     */
    public static SweepResults read(Path directory) {
        return new SweepResults(directory, ResultStore.read(directory));
    }

    /** As {@link #read(Path)}, on any file system that Hadoop knows: {@code s3a://bucket/runs/mine}. */
    public static SweepResults read(URI directory) {
        return read(Places.path(directory));
    }

    public List<TrialRow> trials() {
        return tables.trials();
    }

    public List<LayerRow> layers() {
        return tables.layers();
    }

    public List<SpectrumRow> spectra() {
        return tables.spectra();
    }

    public List<EpochRow> epochs() {
        return tables.epochs();
    }

    public List<EvaluationRow> evaluations() {
        return tables.evaluations();
    }

    /** A row for each trial with its parameters and what it came to, in the order of the grid. */
    public List<PerTrialRow> perTrial() {
        return PerTrialTable.of(tables).rows();
    }

    /** All rows, with the sweep they belong to. */
    public ResultTables tables() {
        return tables;
    }

    /**
     * One table as Spark reads it, without rows of trials that are not committed.
     *
     * @param table such as {@code trials} or {@code layers}, or {@code per_trial}, which has the rows of {@link #perTrial}
     * @throws dev.kappasweep.sweep.InvalidInputException if there is no such table
     */
    public Dataset<Row> dataset(SparkSession session, String table) {
        return table.equals(PerTrialTable.NAME)
                ? SparkTables.of(session, PerTrialTable.of(tables).contents())
                : new SparkTables(session, directory).read(table);
    }

    /** Makes every table known to {@code session} as a temporary view of its name, for {@code session.sql}. */
    public void createViews(SparkSession session) {
        Stream.concat(SparkTables.names().stream(), Stream.of(PerTrialTable.NAME))
                .forEach(table -> dataset(session, table).createOrReplaceTempView(table));
    }
}
