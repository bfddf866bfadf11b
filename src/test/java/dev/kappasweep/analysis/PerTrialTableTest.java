package dev.kappasweep.analysis;

import static dev.kappasweep.analysis.TableFixture.completed;
import static dev.kappasweep.analysis.TableFixture.ended;
import static dev.kappasweep.analysis.TableFixture.results;
import static dev.kappasweep.analysis.TableFixture.sweep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.TableColumn;
import dev.kappasweep.results.TableContents;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerTrialTableTest {
    private static final SweepSpec WIDER = sweep("s", List.of(0.0, 0.1, 0.5), List.of(1L, 2L));
    private static final SweepSpec SWEEP = sweep("s", List.of(0.0, 0.1), List.of(1L, 2L));

    /** Three of the four trials of the sweep, and one of a lambda that has been taken off. */
    private static final ResultTables RESULTS = results(
            SWEEP,
            completed(WIDER, 5, 1.25, 0.95, 0.875),
            ended(WIDER, 3, TrialStatus.DIVERGED),
            completed(WIDER, 0, 42.5, 0.98125, 0.93),
            completed(WIDER, 2, 1.5, 0.97, 0.9));

    private static String markdown(List<String> metrics, List<String> where) {
        return TableFormat.MARKDOWN.write(PerTrialTable.of(RESULTS, metrics, where));
    }

    @Test
    void aLineHasParametersHowTheTrialEndedAndWhatItCameTo() {
        String id = RESULTS.trials().get(2).id().text();
        assertThat(markdown(List.of(), List.of()))
                .startsWith(
                        "### s: trials\n\n| trial            | lambda | seed | status    | epochs done | kappa(W1) |"
                                + " accuracy % (SNR inf) | accuracy % (SNR 1) | training loss | seconds | steps |\n")
                .contains("| " + id + " | 0      | 1    | COMPLETED | 50          | 42.50     |"
                        + " 98.13                | 93.00              | 0.5000        | 1.00    | 1     |\n")
                .containsPattern(
                        "\\| 0.1    \\| 2    \\| DIVERGED  \\| 0           \\| 4.28      \\|  +\\|  +\\| 0.5000 ")
                .endsWith("""

                        - Of 4 trials 1 have no result yet.
                        - Why a trial is not COMPLETED: 'status', or the column reason with --format csv.
                        """);
    }

    @Test
    void trialsComeInTheOrderOfTheGridAndThenThoseOfEarlierValues() {
        assertThat(PerTrialTable.of(RESULTS).rows())
                .extracting(row ->
                        row.trial().spec().lambda() + " " + row.trial().spec().seed())
                .containsExactly("0.0 1", "0.1 1", "0.1 2", "0.5 2");
    }

    @Test
    void metricsTakeThePlaceOfTheUsualOnes() {
        assertThat(markdown(List.of("kappa(W1)@0", "accuracy(1)"), List.of("lambda=0")))
                .contains("| epochs done | kappa(W1) epoch 0 | accuracy % (SNR 1) |\n")
                .contains("| 50          | 4.28              | 93.00              |\n")
                .contains("- Only trials with lambda=0.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=COMPLETED|0.0 1,0.1 1,0.5 2",
                "lambda<=0.1,seed=1|0.0 1,0.1 1",
                "kappa(W1)<2|0.1 1,0.5 2",
                "accuracy(1)>=90|0.0 1,0.1 1",
                "kappa(W1)@0=4.28,accuracy(inf)<97|0.5 2",
                "reason~NaN|0.1 2",
                "epochsDone=0|0.1 2",
                "accuracy(1)=|0.1 2",
                "network.hidden=2048,batch=32,trainSnr=inf|0.0 1,0.1 1,0.1 2,0.5 2"
            })
    void conditionsAreOnParametersOnHowTrialsEndedAndOnMetrics(String where, String found) {
        assertThat(PerTrialTable.of(RESULTS, List.of(), List.of(where)).rows())
                .extracting(row ->
                        row.trial().spec().lambda() + " " + row.trial().spec().seed())
                .containsExactly(found.split(","));
    }

    @Test
    void whatIsNoColumnOrSeveralIsRefused() {
        assertThatThrownBy(() -> markdown(List.of(), List.of("colour=red")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(
                        "--where: 'colour' is not allowed, expected a parameter such as lambda or seed,");
        assertThatThrownBy(() -> markdown(List.of(), List.of("accuracy>3")))
                .hasMessage("--where: 'accuracy' is not allowed, expected one of accuracy(inf), accuracy(1)");
        assertThatThrownBy(() -> markdown(List.of("mse"), List.of())).hasMessageContaining("'mse' is not measured");
    }

    private static List<Map<String, Object>> values(TableContents contents) {
        List<Map<String, Object>> rows = new ArrayList<>();
        contents.forEach(rows::add);
        return rows;
    }

    @Test
    void programsGetEveryParameterAndTheValuesAsTheyAreStored() {
        TableContents contents = PerTrialTable.of(RESULTS).contents();
        assertThat(contents.names())
                .startsWith("trial_id", "sweep", "experiment", "dataset", "protocol", "hidden")
                .containsSubsequence("lambda", "penalty_weight", "strength", "train_snr", "seed", "status", "reason")
                .endsWith(
                        "epochs_done",
                        "kappa_W1",
                        "accuracy_snr_inf",
                        "accuracy_snr_1",
                        "train_loss",
                        "seconds",
                        "steps")
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-zA-Z][a-zA-Z0-9_]*"));
        Map<String, Object> first = values(contents).get(0);
        assertThat(first)
                .containsEntry("penalty_weight", 0.0)
                .containsEntry("train_snr", Double.POSITIVE_INFINITY)
                .containsEntry("hidden", "2048")
                .containsEntry("seed", 1L)
                .containsEntry("status", "COMPLETED")
                .containsEntry("epochs_done", 50)
                .containsEntry("kappa_W1", 42.5)
                .containsEntry("accuracy_snr_inf", 0.98125)
                .containsEntry("steps", 1L)
                .doesNotContainKey("reason");
        assertThat(values(contents).get(2))
                .containsEntry("reason", "loss is NaN at step 7")
                .doesNotContainKey("accuracy_snr_1");
        assertThat(contents.columns())
                .filteredOn(column -> column.name().equals("accuracy_snr_1"))
                .extracting(TableColumn::meaning)
                .containsExactly("accuracy (SNR 1), a share; null where it is undefined or was not measured");
    }

    @Test
    void textForProgramsHasTheSameColumnsAndNumbers() {
        PerTrialTable table = PerTrialTable.of(RESULTS);
        DataTable data = table.forPrograms();
        assertThat(data.columns()).isEqualTo(table.contents().names());
        assertThat(TableFormat.CSV.write(table).lines().skip(1).findFirst().orElseThrow())
                .contains(",0.98125,0.93,0.5,1.0,1")
                .contains(",Infinity,");
        assertThat(TableFormat.JSON.write(table)).contains("\"reason\" : null").contains("\"kappa_W1\" : 42.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quickstart", "table2", "fig2"})
    void everyParameterOfTheExperimentIsAColumn(String file) throws IOException {
        String text = Files.readString(Path.of("conf", file + ".yaml"));
        SweepSpec sweep = SweepFileReader.parse(text, file, List.of()).spec();
        List<String> names = PerTrialTable.of(results(sweep)).contents().names();
        for (Parameter parameter : Parameter.values()) {
            assertThat(names.contains(parameter.column().name()))
                    .as(parameter.key())
                    .isEqualTo(parameter.isOf(sweep.experiment()));
        }
    }
}
