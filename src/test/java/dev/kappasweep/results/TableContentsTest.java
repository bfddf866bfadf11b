package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as plain values: what each kind of column becomes. */
class TableContentsTest {
    private static final List<TrialSpec> TRIALS = SampleSweep.withSeeds(1L).trials(SampleSweep.DATA);
    private static final String ID = TRIALS.get(1).id().text();
    private static final String FAILED = TRIALS.get(0).id().text();

    @TempDir
    private Path directory = Path.of("");

    private ResultTables results() {
        try (ResultStore store = ResultStore.open(directory, SampleSweep.withSeeds(1L), SampleSweep.DATA)) {
            store.commit(SampleSweep.completed(TRIALS.get(1)), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(0), TrialStatus.FAILED, "broken"), "4.1.0");
        }
        return ResultDirectory.read(directory);
    }

    private static List<Map<String, Object>> rows(TableContents table) {
        List<Map<String, Object>> rows = new ArrayList<>();
        table.forEach(rows::add);
        return rows;
    }

    @Test
    void tablesComeWithTheirColumnsAndTrialsFirst() {
        List<TableContents> tables = TableContents.of(results());
        assertThat(tables)
                .extracting(TableContents::name)
                .containsExactly("trials", "layers", "spectra", "epochs", "evaluations", "samples");
        assertThat(tables.get(3).names())
                .containsExactly(
                        "trial_id",
                        "epoch",
                        "train_loss",
                        "penalty",
                        "seconds",
                        "solver_steps",
                        "validation_loss",
                        "validation_accuracy");
        assertThat(rows(tables.get(0))).extracting(row -> row.get("trial_id")).containsExactlyInAnyOrder(ID, FAILED);
    }

    @Test
    void valuesHaveTheTypesOfTheirColumnsAndWhatIsNullIsAbsent() {
        List<TableContents> tables =
                TableContents.of(new ChosenResults(results(), id -> id.text().equals(ID)));
        assertThat(rows(tables.get(0))).hasSize(1);
        assertThat(rows(tables.get(0)).get(0))
                .containsEntry("seed", 1L)
                .containsEntry("epochs", 2)
                .containsEntry("lambda", 0.1)
                .containsEntry("status", "COMPLETED")
                .containsEntry("started_at", Instant.ofEpochSecond(1767323045, 678901000))
                .doesNotContainKey("reason");
        assertThat(rows(tables.get(2)))
                .containsExactly(
                        Map.of("trial_id", ID, "epoch", 0, "layer", "W1", "rank", 1, "sigma", 1.9),
                        Map.of("trial_id", ID, "epoch", 0, "layer", "W1", "rank", 2, "sigma", 0.2));
        Map<String, Object> sample = rows(tables.get(5)).get(0);
        assertThat(sample).containsEntry("snr", 0.5).containsEntry("label", 9);
        assertThat((byte[]) sample.get("noisy")).containsExactly(17, 128);
    }

    @Test
    void onlyTheRowsOfChosenTrialsArePassedOn() {
        for (TableContents table : TableContents.of(new ChosenResults(results(), id -> false))) {
            assertThat(rows(table)).as(table.name()).isEmpty();
        }
    }
}
