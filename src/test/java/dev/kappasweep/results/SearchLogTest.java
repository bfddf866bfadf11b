package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.search.SearchSamples;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SearchEvent.Begun;
import dev.kappasweep.sweep.SearchEvent.Budget;
import dev.kappasweep.sweep.SearchEvent.Candidate;
import dev.kappasweep.sweep.SearchEvent.Ended;
import dev.kappasweep.sweep.StrategyKind;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchLogTest {
    private static final SweepSpec SWEEP = SearchSamples.sweep(StrategyKind.ASHA, 9);

    @TempDir
    private Path directory = Path.of("");

    private static List<SearchEvent> events(int number) {
        return List.of(
                new Budget(number + 1),
                new Candidate(
                        number,
                        Map.of(Parameter.LEARNING_RATE, 1e-3 / (number + 1), Parameter.LAMBDA, Strength.of(0.25))),
                new Begun(number, 0, 5),
                new Ended(number, 0, 5, TrialStatus.DIVERGED, List.of(Double.NaN, 1.0 / 3, Double.POSITIVE_INFINITY)));
    }

    /** Past the entries that hold those before them. */
    @Test
    void whatWasAppendedIsReadInItsOrderAndGoesOnAfterReopening() {
        List<SearchEvent> all = new ArrayList<>();
        SearchLog log = SearchLog.open(directory);
        for (int number = 0; number < 150; number++) {
            if (number % 50 == 7) {
                log = SearchLog.open(directory);
                assertThat(log.events()).isEqualTo(all);
            }
            log.append(events(number));
            all.addAll(events(number));
            if (number % 13 == 0 || number == 63 || number == 64) {
                assertThat(SearchLog.read(directory)).isEqualTo(all);
            }
        }
        assertThat(SearchLog.read(directory)).isEqualTo(all);
    }

    @Test
    void asManyAsNeededAreRead() throws IOException {
        SearchLog log = SearchLog.open(directory);
        for (int number = 0; number < 130; number++) {
            log.append(events(number));
        }
        for (int number = 1; number <= 127; number++) {
            if (number != 64) {
                Files.delete(directory.resolve(SearchLog.DIRECTORY).resolve(CommitFile.name(number)));
            }
        }
        assertThat(SearchLog.read(directory)).hasSize(4 * 130);
    }

    @Test
    void aDamagedOrMissingEntryIsSaid() throws IOException {
        SearchLog log = SearchLog.open(directory);
        log.append(events(0));
        log.append(events(1));
        Path first = directory.resolve(SearchLog.DIRECTORY).resolve(CommitFile.name(1));
        Files.writeString(first, Files.readString(first).replace("\"rung\" : 0", "\"rung\" : 1"));
        assertThatThrownBy(() -> SearchLog.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(first + " is damaged");
        Files.delete(first);
        assertThatThrownBy(() -> SearchLog.read(directory))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(first + " is missing");
    }

    @Test
    void ofTwoThatWriteAtOnceOneStops() {
        SearchLog one = SearchLog.open(directory);
        SearchLog other = SearchLog.open(directory);
        one.append(events(0));
        assertThatThrownBy(() -> other.append(events(1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("taken the directory over");
        assertThat(SearchLog.read(directory)).isEqualTo(events(0));
    }

    @Test
    void aSweepIsReadWithWhatItsSearchHasFound() {
        try (ResultStore store = ResultStore.open(directory, SWEEP, SampleSweep.DATA)) {
            assertThat(store.sweep()).isEqualTo(SWEEP);
            assertThat(ResultDirectory.readTrials(directory).sweep().trials(SampleSweep.DATA))
                    .isEmpty();
            SearchLog log = SearchLog.open(directory);
            log.append(events(0));
            log.append(events(1));
        }
        SweepSpec found = ResultDirectory.readTrials(directory).sweep();
        assertThat(found.trials(SampleSweep.DATA)).hasSize(6).first().satisfies(trial -> {
            assertThat(trial.training().learningRate()).isEqualTo(1e-3);
            assertThat(trial).isEqualTo(trialOf(0));
        });
        ResultStore.open(directory, SearchSamples.sweep(StrategyKind.ASHA, 20), SampleSweep.DATA)
                .close();
        assertThatThrownBy(() ->
                        ResultStore.open(directory, SearchSamples.sweep(StrategyKind.RANDOM, 9), SampleSweep.DATA))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("search.strategy was asha and is now random");
    }

    private static TrialSpec trialOf(int number) {
        Candidate candidate = (Candidate) events(number).get(1);
        return SWEEP.trial(SampleSweep.DATA, candidate.values(), 1);
    }
}
