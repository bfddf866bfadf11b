package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that earlier builds wrote stay readable. {@link #main} writes the fixture of a new schema version. */
class StoredFixtureTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L);
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);

    public static void main(String[] arguments) {
        Path directory = Path.of("src/test/resources/results", "version-" + Table.SCHEMA_VERSION);
        try (ResultStore store = ResultStore.open(directory, SWEEP, SampleSweep.DATA)) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(1), TrialStatus.FAILED, "broken"), "4.1.0");
        }
    }

    @Test
    void versionOneIsReadWithoutWhatItLacks() {
        ResultTables tables = ResultDirectory.read(fixture(1));
        assertThat(tables.sweep()).isEqualTo(SWEEP);
        assertThat(tables.trials())
                .extracting(TrialRow::id)
                .as("the ids of objective version 1")
                .containsExactlyInAnyOrder(new TrialId("3e9358cb7abab4c4"), new TrialId("e9c1dbee6a2ad442"));
        assertCommonPart(tables);
        assertThat(tables.spectra()).isEmpty();
        assertThat(tables.layers())
                .extracting(row -> row.measurement().deadUnits())
                .containsOnly(DeadUnits.NO_RELU);
        assertThat(tables.samples()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6})
    void laterVersionsAreReadWhole(int version) {
        ResultTables tables = ResultDirectory.read(fixture(version));
        assertThat(tables.sweep()).isEqualTo(SWEEP);
        assertCommonPart(tables);
        assertThat(tables.spectra()).isNotEmpty();
        assertThat(tables.layers())
                .extracting(row -> row.measurement().deadUnits())
                .containsExactly(DeadUnits.NO_RELU, new DeadUnits(3));
        assertThat(tables.layers())
                .extracting(row -> row.measurement().spectrum().numericalKappa())
                .as("that of a matrix of full rank, before version 6")
                .containsExactly(version < 6 ? 9.5 : 8.5, Double.NaN);
        assertThat(tables.samples())
                .extracting(SampleRow::measurement)
                .isEqualTo(SampleSweep.completed(TRIALS.get(0)).samples());
    }

    @Test
    void runIntoADirectoryOfVersionOneIsRefused() {
        assertThatThrownBy(() -> ResultStore.open(fixture(1), SWEEP, SampleSweep.DATA))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("schema version 1 and can be read, but a run needs version 2");
    }

    private static void assertCommonPart(ResultTables tables) {
        assertThat(tables.trials()).extracting(TrialRow::spec).containsExactlyInAnyOrderElementsOf(TRIALS);
        assertThat(tables.layers())
                .extracting(row -> row.measurement().spectrum().kappa())
                .containsExactly(9.5, Double.NaN);
        assertThat(tables.epochs())
                .extracting(row -> row.measurement().trainLoss())
                .containsExactly(0.5, 0.25);
        assertThat(tables.evaluations())
                .extracting(row -> row.measurement().value())
                .containsExactly(0.975, 0.5);
    }

    private static Path fixture(int version) {
        try {
            return Path.of(StoredFixtureTest.class
                    .getResource("/results/version-" + version)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
