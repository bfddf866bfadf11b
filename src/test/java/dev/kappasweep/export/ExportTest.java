package dev.kappasweep.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kappasweep.results.ChosenResults;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.SparkTables;
import dev.kappasweep.results.TableContents;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Exports a completed, a diverged and a failed trial. */
class ExportTest {
    private static final List<TrialSpec> TRIALS = SampleSweep.withSeeds(1L, 2L).trials(SampleSweep.DATA);

    @TempDir
    private Path temporary;

    private ResultTables results;

    @BeforeEach
    void writeResults() {
        commit(
                SampleSweep.completed(TRIALS.get(0)),
                SampleSweep.unfinished(TRIALS.get(1), TrialStatus.DIVERGED, "loss is NaN, so \"it\" stopped"),
                SampleSweep.unfinished(TRIALS.get(2), TrialStatus.FAILED, "no luck"));
    }

    private void commit(TrialResult... trials) {
        Path directory = temporary.resolve("results");
        try (ResultStore store = ResultStore.open(directory, SampleSweep.withSeeds(1L, 2L), SampleSweep.DATA)) {
            Stream.of(trials).forEach(trial -> store.commit(trial, "4.1.0"));
        }
        results = ResultDirectory.read(directory);
    }

    @Test
    void everyTableIsExportedWithItsColumns() {
        List<TableContents> tables = TableContents.of(results);
        assertThat(tables).extracting(TableContents::name).containsExactlyElementsOf(SparkTables.names());
        assertThat(tables.get(0).names()).startsWith("trial_id", "sweep").contains("lambda", "reason", "host");
        List<Map<String, Object>> trials = new ArrayList<>();
        tables.get(0).forEach(trials::add);
        assertThat(trials).hasSize(3);
    }

    @Test
    void runsOfMlflowAreTheSameHoweverManyAreInMemoryTogether() {
        List<MlflowRun> all =
                StreamSupport.stream(MlflowRun.of(results).spliterator(), false).toList();
        assertThat(all).extracting(MlflowRun::trial).hasSize(3).isSorted();
        assertThat(all).anyMatch(run -> run.metrics().size() > 10);
        for (int together = 1; together <= 4; together++) {
            assertThat(MlflowRun.of(results, together)).containsExactlyElementsOf(all);
        }
    }

    @Test
    void csvIsReadByDuckDbWithTheValuesOfTheParquetTables() throws SQLException, IOException {
        TableExport.csv().write(TableContents.of(results), temporary);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            for (String table : SparkTables.names()) {
                String csv = "read_csv('" + temporary + "/" + table + ".csv', header = true, all_varchar = true)";
                String parquet =
                        "(SELECT COLUMNS(*)::VARCHAR FROM '" + temporary + "/results/" + table + "/*.parquet')";
                if (!table.equals("spectra") && !table.equals("samples")) {
                    assertThat(columns(statement, "SELECT * FROM " + csv))
                            .isEqualTo(columns(statement, "SELECT * FROM " + parquet));
                }
            }
            assertThat(first(
                            statement,
                            "SELECT count(*) || ' ' || count(kappa) || ' ' || max(kappa::DOUBLE) FROM '" + temporary
                                    + "/layers.csv'"))
                    .isEqualTo("2 1 9.5");
            assertThat(first(statement, "SELECT reason FROM '" + temporary + "/trials.csv' WHERE status = 'DIVERGED'"))
                    .isEqualTo("loss is NaN, so \"it\" stopped");
            assertThat(first(
                            statement,
                            "SELECT value FROM '" + temporary + "/evaluations.csv' WHERE snr::DOUBLE = 'inf'"))
                    .isEqualTo("0.975");
        }
        assertThat(Files.readString(temporary.resolve("trials.csv"))).contains(",2026-01-02T03:04:05.678901Z,");
    }

    private static List<String> columns(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            List<String> names = new ArrayList<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                names.add(result.getMetaData().getColumnName(column));
            }
            return names;
        }
    }

    @Test
    void parquetIsReadWithTheValuesOfTheTablesAndWhatIsSaidOfTheirColumns() throws SQLException {
        TableExport.parquet().write(TableContents.of(results), temporary);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            for (String table : SparkTables.names()) {
                String whole = "(FROM '" + temporary + "/results/" + table + "/*.parquet')";
                String exported = "(FROM '" + temporary + "/" + table + ".parquet')";
                assertThat(columns(statement, "SELECT * FROM " + exported))
                        .isEqualTo(columns(statement, "SELECT * FROM " + whole));
                assertThat(first(statement, "SELECT count(*) FROM " + exported))
                        .isEqualTo(first(statement, "SELECT count(*) FROM " + whole));
                assertThat(first(
                                statement,
                                "SELECT count(*) FROM (SELECT * FROM " + exported + " EXCEPT SELECT * FROM " + whole
                                        + ")"))
                        .as(table)
                        .isEqualTo("0");
            }
            assertThat(first(
                            statement,
                            "SELECT count(*) FROM parquet_kv_metadata('" + temporary
                                    + "/trials.parquet') WHERE decode(value) LIKE '%\"comment\":\"the whole trial\"%'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void onlyChosenTrialsAreExported() {
        String id = TRIALS.get(0).id().text();
        ChosenResults chosen = new ChosenResults(results, trial -> trial.text().equals(id));
        for (TableContents table : TableContents.of(chosen)) {
            List<Map<String, Object>> rows = new ArrayList<>();
            table.forEach(rows::add);
            assertThat(rows)
                    .as(table.name())
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row).containsEntry("trial_id", id));
        }
    }

    private static String first(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    @Test
    void jsonHasARowALineAndNullWhereTheTableHas() throws IOException {
        TableExport.json().write(TableContents.of(results), temporary);
        JsonNode layers =
                new ObjectMapper().readTree(temporary.resolve("layers.json").toFile());
        assertThat(layers).hasSize(2);
        assertThat(layers.get(0).get("kappa").doubleValue()).isEqualTo(9.5);
        assertThat(layers.get(1).get("kappa").isNull()).isTrue();
        JsonNode evaluations = new ObjectMapper()
                .readTree(temporary.resolve("evaluations.json").toFile());
        assertThat(evaluations.get(0).get("snr").textValue()).isEqualTo("Infinity");
        assertThat(Files.readAllLines(temporary.resolve("layers.json"))).hasSize(4);
    }

    /** The layout is that of mlflow/store/tracking/file_store.py. */
    @Test
    void fileStoreIsLaidOutAsMlflowReadsIt() throws IOException {
        Path root = temporary.resolve("mlruns");
        assertThat(new MlflowFileStore(root).write(results)).isEqualTo(new ExportCount(3, 3));

        Path experiment = onlyDirectory(root);
        Map<String, Object> meta = yaml(experiment);
        assertThat(meta)
                .containsEntry("name", "sample")
                .containsEntry("experiment_id", experiment.getFileName().toString())
                .containsEntry("lifecycle_stage", "active")
                .containsKeys("artifact_location", "creation_time", "last_update_time");
        assertThat(experiment.getFileName().toString()).matches("[1-9][0-9]*");

        Path run = runOf(experiment, TRIALS.get(0));
        assertThat(run.getFileName().toString()).matches("[0-9a-f]{32}");
        assertThat(yaml(run))
                .containsEntry("run_id", run.getFileName().toString())
                .containsEntry("run_uuid", run.getFileName().toString())
                .containsEntry("experiment_id", experiment.getFileName().toString())
                .containsEntry("status", 3)
                .containsEntry("source_type", 4)
                .containsEntry("start_time", 1767323045678L)
                .containsEntry("end_time", 1767323058178L)
                .containsEntry("run_name", "lambda 0 seed 1")
                .containsEntry(
                        "artifact_uri",
                        run.resolve("artifacts").toUri().toString().replaceAll("/$", ""));
        assertThat(run.resolve("params/learning_rate")).hasContent("1.0E-4");
        assertThat(run.resolve("tags/kappasweep.status")).hasContent("COMPLETED");
        assertThat(run.resolve("metrics/train_loss")).hasContent("1767323051678 0.5 1\n1767323057678 0.25 2");
        assertThat(run.resolve("metrics/kappa/W1")).hasContent("1767323045678 9.5 0");
        assertThat(run.resolve("metrics/kappa/W2")).doesNotExist();
        assertThat(run.resolve("metrics/accuracy/snr inf")).hasContent("1767323058178 0.975 2");
        assertThat(yaml(runOf(experiment, TRIALS.get(1)))).containsEntry("status", 3);
        assertThat(yaml(runOf(experiment, TRIALS.get(2)))).containsEntry("status", 4);
    }

    @Test
    void fileStoreTakesEachTrialOnceAndTheNewTryOfAFailedOne() throws IOException {
        MlflowFileStore store = new MlflowFileStore(temporary.resolve("mlruns"));
        store.write(results);
        assertThat(store.write(results)).isEqualTo(new ExportCount(3, 0));

        commit(
                SampleSweep.completed(TRIALS.get(2), Instant.parse("2026-01-03T00:00:00Z")),
                SampleSweep.completed(TRIALS.get(3)));
        assertThat(store.write(results)).isEqualTo(new ExportCount(4, 2));
        Path experiment = onlyDirectory(temporary.resolve("mlruns"));
        assertThat(yaml(runOf(experiment, TRIALS.get(2)))).containsEntry("status", 3);
        assertThat(runOf(experiment, TRIALS.get(2)).resolve("metrics/train_loss"))
                .content()
                .hasLineCount(2);
    }

    @Test
    void trackingServerTakesEachTrialOnceAndTheNewTryOfAFailedOne() throws IOException {
        try (TrackingServer server = TrackingServer.start()) {
            MlflowServer mlflow = new MlflowServer(server.uri(), Map.of("MLFLOW_TRACKING_TOKEN", "t0k3n"));
            assertThat(mlflow.write(results)).isEqualTo(new ExportCount(3, 3));
            assertThat(server.authorizations()).containsOnly("Bearer t0k3n");
            assertThat(server.active()).hasSize(3);
            JsonNode run = server.run(TRIALS.get(0).id());
            assertThat(run.at("/info/status").asText()).isEqualTo("FINISHED");
            assertThat(run.at("/info/end_time").asLong()).isEqualTo(1767323058178L);
            assertThat(run.at("/data/params").toString()).contains("{\"key\":\"learning_rate\",\"value\":\"1.0E-4\"}");
            assertThat(run.at("/data/metrics").toString())
                    .contains("{\"key\":\"train_loss\",\"value\":0.25,\"timestamp\":1767323057678,\"step\":2}");

            assertThat(mlflow.write(results)).isEqualTo(new ExportCount(3, 0));
            assertThat(server.active()).hasSize(3);

            commit(SampleSweep.completed(TRIALS.get(2), Instant.parse("2026-01-03T00:00:00Z")));
            assertThat(mlflow.write(results)).isEqualTo(new ExportCount(3, 1));
            assertThat(server.active()).hasSize(3);
            assertThat(server.run(TRIALS.get(2).id()).at("/info/status").asText())
                    .isEqualTo("FINISHED");
        }
    }

    @Test
    void exportThatWasCutOffIsMadeWholeByTheNextOne() throws IOException {
        try (TrackingServer server = TrackingServer.start()) {
            server.refuseAfter(9);
            MlflowServer mlflow = new MlflowServer(server.uri(), Map.of());
            assertThatThrownBy(() -> mlflow.write(results))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("with status 503 (out of order)");
            server.refuseAfter(Integer.MAX_VALUE);
            assertThat(mlflow.write(results).trials()).isEqualTo(3);
            assertThat(server.active())
                    .hasSize(3)
                    .allMatch(run -> run.at("/info/end_time").asLong() > 0);
            assertThat(server.run(TRIALS.get(0).id()).at("/data/metrics").toString())
                    .containsOnlyOnce("\"value\":0.25,\"timestamp\":1767323057678");
        }
    }

    @Test
    void serverThatDoesNotAnswerIsNamed() {
        URI nobody = URI.create("http://127.0.0.1:1");
        assertThatThrownBy(() -> new MlflowServer(nobody, Map.of()).write(results))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--uri: http://127.0.0.1:1 does not answer experiments/get-by-name");
        assertThatThrownBy(() -> new MlflowServer(URI.create("mlruns"), Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'mlruns' is not allowed");
    }

    private static Path onlyDirectory(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            List<Path> directories =
                    files.filter(file -> !file.endsWith(".trash")).toList();
            assertThat(directories).hasSize(1);
            return directories.get(0);
        }
    }

    private static Path runOf(Path experiment, TrialSpec trial) throws IOException {
        try (Stream<Path> files = Files.list(experiment)) {
            for (Path run : files.filter(Files::isDirectory).toList()) {
                if (Files.readString(run.resolve("tags/kappasweep.trial_id"))
                        .equals(trial.id().text())) {
                    return run;
                }
            }
        }
        throw new AssertionError("no run of " + trial.id());
    }

    private static Map<String, Object> yaml(Path directory) throws IOException {
        return new Yaml().load(Files.readString(directory.resolve("meta.yaml")));
    }
}
