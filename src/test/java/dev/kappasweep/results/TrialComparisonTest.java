package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.TrialComparison.Difference;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialComparisonTest {
    private static final TrialSpec TRIAL =
            SampleSweep.withSeeds(1L).trials(SampleSweep.DATA).get(1);

    @TempDir
    private Path directory = Path.of("");

    /** The sample's result with one epoch and one evaluation of these numbers. */
    private static TrialResult result(String cpu, double loss, double accuracy, String digest, long solverSteps) {
        Environment sample = SampleSweep.completed(TRIAL).environment();
        Environment environment = new Environment(
                sample.appVersion(),
                sample.gitCommit(),
                sample.java(),
                sample.osArch(),
                cpu,
                sample.nd4j(),
                sample.blas(),
                1,
                "host of " + loss);
        return new TrialResult(
                TRIAL,
                Ending.COMPLETED,
                new Provenance(1, Instant.EPOCH, loss, environment),
                new TrainingSummary(10, loss, digest),
                new Measurements(
                        List.of(SampleSweep.layer(0, "W1", 3)),
                        List.of(),
                        List.of(EpochMeasurement.of(1, loss, 0.125, 100 * loss, solverSteps)),
                        List.of(new EvaluationMeasurement(Snr.INFINITE, "accuracy", accuracy, 100, 1)),
                        List.of()));
    }

    private static TrialResult result(double loss) {
        return result("a CPU", loss, 0.5, "ab", 7);
    }

    private TrialComparison compare(TrialResult before, TrialResult now) {
        try (ResultStore store = ResultStore.open(directory, SampleSweep.withSeeds(1L), SampleSweep.DATA)) {
            store.commit(before, "4.1.0");
        }
        return TrialComparison.of(ResultDirectory.read(directory).only(Set.of(TRIAL.id())), now);
    }

    @Test
    void theSameNumbersAreNoDifferenceWhateverTheTimesWere() {
        Provenance later =
                new Provenance(3, Instant.EPOCH.plusSeconds(9), 99, result(2).environment());
        TrialResult again = new TrialResult(
                TRIAL, Ending.COMPLETED, later, result(1).training(), result(1).measurements());
        TrialComparison comparison = compare(result(1), again);
        assertThat(comparison.trial()).isEqualTo(TRIAL.id());
        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    void theLastBitIsADifferenceOnAnyMachine() {
        double next = Math.nextUp(1.0);
        assertThat(compare(result(1), result("another CPU", next, 0.5, "cd", 8)).differences())
                .containsExactly(
                        new Difference("trainLoss", "1.0", "1.0000000000000002"),
                        new Difference("weightsSha256", "ab", "cd"),
                        new Difference("epochs[0].trainLoss", "1.0", "1.0000000000000002"),
                        new Difference("epochs[0].solverSteps", "7", "8"));
    }

    @Test
    void whatIsNotThereOrOfAnotherKindDiffers() {
        TrialResult other = result("another CPU", 1, 0.5, "ab", 7);
        Measurements without = new Measurements(
                List.of(SampleSweep.layer(1, "W1", 3)), List.of(), List.of(), other.evaluations(), List.of());
        TrialResult again = new TrialResult(
                TRIAL, new Ending(TrialStatus.DEAD, "dead"), other.provenance(), other.training(), without);
        assertThat(compare(result(1), again).differences())
                .contains(
                        new Difference("status", "COMPLETED", "DEAD"),
                        new Difference("reason", "", "dead"),
                        new Difference("layers[0].epoch", "0", "1"),
                        new Difference("epochs[0].trainLoss", "1.0", "absent"))
                .extracting(Difference::field)
                .doesNotContain("epochs[0].seconds");
    }
}
