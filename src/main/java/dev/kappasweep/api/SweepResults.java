package dev.kappasweep.api;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.Importance;
import dev.kappasweep.analysis.PaperTable;
import dev.kappasweep.analysis.PerTrialRow;
import dev.kappasweep.analysis.PerTrialTable;
import dev.kappasweep.analysis.ResultTable;
import dev.kappasweep.figure.Figure;
import dev.kappasweep.figure.Figures;
import dev.kappasweep.files.Places;
import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.results.EpochRow;
import dev.kappasweep.results.EvaluationRow;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.SparkTables;
import dev.kappasweep.results.SpectrumRow;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.InvalidInputException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
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
     * @throws InvalidInputException if the directory holds no sweep
     */
    public static SweepResults read(Path directory) {
        return new SweepResults(directory, ResultDirectory.read(directory));
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
     * A table with means over seeds, as {@code jobs/kappasweep tables} makes it.
     *
     * @param name such as {@code summary} or {@code table1}, or of one that the sweep file defines
     * @throws InvalidInputException if there is no such table
     */
    public ResultTable table(String name) {
        return PaperTable.of(tables, PaperTables.named(tables.sweep(), name));
    }

    /** The figures that the results allow, as docs/analysis.md has them, but {@code importance}, for which Spark has to compute. */
    public List<Figure> figures() {
        return Figures.of(new Grid(tables), new Importance(tables.sweep().name(), List.of()));
    }

    /**
     * One of {@link #figures}.
     *
     * @param name such as {@code against-snr}
     * @throws InvalidInputException if the results allow no such figure
     */
    public Figure figure(String name) {
        List<Figure> all = figures();
        return all.stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("figure: '" + name + "' is not allowed, expected one of "
                        + all.stream().map(Figure::name).collect(Collectors.joining(", "))));
    }

    /**
     * One table as Spark reads it, without rows of trials that are not committed.
     *
     * @param table such as {@code trials} or {@code layers}, or {@code per_trial}, which has the rows of {@link #perTrial}
     * @throws InvalidInputException if there is no such table
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
