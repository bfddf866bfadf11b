package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadersDuringCommitsTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void readersDuringCommitsSeeWholeTrialsOnly() {
        SweepSpec sweep =
                SampleSweep.withSeeds(LongStream.rangeClosed(1, 10).boxed().toArray(Long[]::new));
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            CompletableFuture<Void> commits = CompletableFuture.runAsync(() -> commitTwice(store, sweep));
            while (!commits.isDone()) {
                requireWhole(ResultDirectory.read(directory));
            }
            commits.join();
        }
        assertThat(ResultDirectory.read(directory).trials()).hasSize(20).allMatch(TrialRow::isFinal);
    }

    private static void commitTwice(ResultStore store, SweepSpec sweep) {
        for (TrialSpec trial : sweep.trials(SampleSweep.DATA)) {
            store.commit(SampleSweep.unfinished(trial, TrialStatus.FAILED, "broken"), "4.1.0");
            store.commit(SampleSweep.completed(trial), "4.1.0");
        }
    }

    private static void requireWhole(ResultTables tables) {
        for (TrialRow trial : tables.trials()) {
            ResultTables one = tables.only(Set.of(trial.id()));
            int rows = trial.isFinal() ? 2 : 0;
            assertThat(one.layers()).hasSize(rows);
            assertThat(one.epochs()).hasSize(rows);
            assertThat(one.evaluations()).hasSize(rows);
        }
    }

    /** By the two queries of the page for readers while a run writes. */
    @Test
    @Tag("slow")
    void duckDbThatAsksTheLogSeesEveryTrialOnce() throws SQLException, IOException {
        SweepSpec sweep =
                SampleSweep.withSeeds(LongStream.rangeClosed(1, 30).boxed().toArray(Long[]::new));
        int seen = 0;
        int reads = 0;
        try (ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA);
                Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
            store.commit(SampleSweep.completed(sweep.trials(SampleSweep.DATA).get(59)), "4.1.0");
            CompletableFuture<Void> commits = CompletableFuture.runAsync(() -> commitTwiceAndCompact(store, sweep));
            while (!commits.isDone()) {
                int trials = trials(duckDb);
                assertThat(trials).isGreaterThanOrEqualTo(seen);
                seen = trials;
                reads++;
            }
            commits.join();
            assertThat(trials(duckDb)).isEqualTo(60);
        }
        assertThat(reads).isGreaterThan(3);
    }

    private void commitTwiceAndCompact(ResultStore store, SweepSpec sweep) {
        int count = 0;
        for (TrialSpec trial : sweep.trials(SampleSweep.DATA).subList(0, 59)) {
            store.commit(SampleSweep.unfinished(trial, TrialStatus.FAILED, "broken"), "4.1.0");
            store.commit(SampleSweep.completed(trial), "4.1.0");
            count++;
            if (count % 7 == 0) {
                store.compact();
            }
        }
    }

    /** How many have a row, once each; again where a file that was listed has gone. */
    private int trials(Connection duckDb) throws SQLException, IOException {
        List<String> log = SchemaPage.queries().stream()
                .filter(query -> query.contains("SET VARIABLE"))
                .toList();
        assertThat(log).hasSize(1);
        while (true) {
            try (Statement statement = duckDb.createStatement()) {
                statement.execute(log.get(0).replace("DIR", directory.toString()));
                try (ResultSet result = statement.executeQuery(
                        "SELECT count(*), count(DISTINCT trial_id) FROM read_parquet(getvariable('files'))")) {
                    result.next();
                    assertThat(result.getInt(1)).isEqualTo(result.getInt(2));
                    return result.getInt(1);
                }
            } catch (SQLException e) {
                assertThat(e.getMessage()).matches("(?s).*(No such file|No files found|Cannot open file).*");
            }
        }
    }
}
