package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the tables as docs/schema.md tells users to. */
class OtherReadersTest {
    private static final List<TrialSpec> TRIALS = SampleSweep.withSeeds(1L, 2L).trials(SampleSweep.DATA);

    @TempDir
    private Path temporary;

    private Path directory;

    /** Two committed trials, and the rows of one that a killed process did not commit. */
    @BeforeEach
    void writeResults() throws Exception {
        directory = temporary.resolve("runs of mine");
        try (ResultStore store = ResultStore.open(directory, SampleSweep.withSeeds(1L, 2L), SampleSweep.DATA)) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(1), TrialStatus.DIVERGED, "loss was NaN"), "4.1.0");
            store.commit(SampleSweep.completed(TRIALS.get(2)), "4.1.0");
        }
        Files.delete(TablesOnDisk.of(directory, "trials", TRIALS.get(2).id()));
    }

    @Test
    void duckDbReadsCommittedTrials() throws SQLException {
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            assertThat(row(
                            statement,
                            "SELECT count(*), count(train_loss), count(reason), max(train_snr) = 'inf' FROM "
                                    + table("trials")))
                    .containsExactly("2", "1", "1", "true");
            assertThat(row(
                            statement,
                            "SELECT started_at::VARCHAR FROM " + table("trials") + " WHERE status = 'COMPLETED'"))
                    .containsExactly("2026-01-02 03:04:05.678901+00");
            assertThat(row(
                            statement,
                            "SELECT count(*), count(kappa), max(kappa) FROM " + table("layers") + " SEMI JOIN "
                                    + table("trials") + " USING (trial_id)"))
                    .containsExactly("2", "1", "9.5");
            assertThat(row(
                            statement,
                            "SELECT value FROM " + table("evaluations") + " SEMI JOIN " + table("trials")
                                    + " USING (trial_id) WHERE snr = 'inf'"))
                    .containsExactly("0.975");
        }
    }

    @Test
    void duckDbTakesTheQueryOfTheSchemaPage() throws SQLException, IOException {
        String query = SchemaPage.queries().stream()
                .filter(one -> one.contains("avg(kappa)"))
                .findFirst()
                .orElseThrow();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement();
                ResultSet result = statement.executeQuery(query.replace("DIR", directory.toString()))) {
            assertThat(result.getMetaData().getColumnName(1)).isEqualTo("penalty_weight");
        }
    }

    private String table(String name) {
        return "'" + directory + "/" + name + "/*.parquet'";
    }

    private static List<String> row(Statement statement, String query) throws SQLException {
        statement.execute("SET TimeZone = 'UTC'");
        try (ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            List<String> cells = new ArrayList<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                cells.add(result.getString(column));
            }
            return cells;
        }
    }

    @Test
    void sparkReadsCommittedTrials() throws IOException {
        try (SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate()) {
            for (String table : List.of("trials", "layers", "spectra", "epochs", "evaluations")) {
                spark.read().parquet(directory + "/" + table).createOrReplaceTempView(table);
            }
            assertThat(first(spark, "SELECT count(*), count(train_loss), count(reason), max(train_snr) FROM trials"))
                    .isEqualTo("[2,1,1,Infinity]");
            assertThat(first(spark, "DESCRIBE trials"))
                    .isEqualTo("[trial_id,string,16 hexadecimal digits, from everything that decides the result]");
            assertThat(first(spark, "SELECT started_at FROM trials WHERE status = 'COMPLETED'"))
                    .isEqualTo("[2026-01-02 03:04:05.678901]");
            assertThat(
                            first(
                                    spark,
                                    "SELECT count(*), count(kappa), max(kappa) FROM layers LEFT SEMI JOIN trials USING (trial_id)"))
                    .isEqualTo("[2,1,9.5]");
            assertThat(first(spark, "SELECT max(solver_steps) FROM epochs LEFT SEMI JOIN trials USING (trial_id)"))
                    .isEqualTo("[1875]");
        }
    }

    private static String first(SparkSession spark, String query) {
        Row row = spark.sql(query).first();
        return row.toString();
    }
}
