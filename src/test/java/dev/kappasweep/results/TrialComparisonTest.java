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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                        List.of(new EpochMeasurement(1, loss, 0.125, 100 * loss, solverSteps)),
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
        return TrialComparison.of(ResultStore.read(directory).only(Set.of(TRIAL.id())), now);
    }

    @Test
    void theSameNumbersAreNoDifferenceWhateverTheTimesWere() {
        Provenance later =
                new Provenance(3, Instant.EPOCH.plusSeconds(9), 99, result(2).environment());
        TrialResult again = new TrialResult(
                TRIAL, Ending.COMPLETED, later, result(1).training(), result(1).measurements());
        TrialComparison comparison = compare(result(1), again);
        assertThat(comparison.trial()).isEqualTo(TRIAL.id());
        assertThat(comparison.isExact()).isTrue();
        assertThat(comparison.differences()).isEmpty();
    }

    @Test
    void onOnePlatformTheLastBitIsADifference() {
        double next = Math.nextUp(1.0);
        assertThat(compare(result(1), result("a CPU", next, 0.5, "cd", 8)).differences())
                .containsExactly(
                        new Difference("trainLoss", "1.0", "1.0000000000000002"),
                        new Difference("weightsSha256", "ab", "cd"),
                        new Difference("epochs[0].trainLoss", "1.0", "1.0000000000000002"),
                        new Difference("epochs[0].solverSteps", "7", "8"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.052, true", // 0.052 of 1.052 is below 0.05 of the larger
        "1, 1.06, false",
        "-1, -1.052, true",
        "0.1, 0.12, true", // 0.02 whatever the size
        "0.1, 0.1201, false",
        "0.12, 0.1, true"
    })
    void onAnotherPlatformNumbersMayDifferByAShareOrALittle(double before, double now, boolean isClose) {
        TrialComparison comparison = compare(result(before), result("another CPU", now, 0.5, "cd", 8));
        assertThat(comparison.isExact()).isFalse();
        assertThat(comparison.platformDifferences()).containsExactly("cpu was 'a CPU' and is 'another CPU'");
        assertThat(comparison.differences()).extracting(Difference::field).doesNotContain("weightsSha256");
        assertThat(comparison.differences().isEmpty()).isEqualTo(isClose);
    }

    @Test
    void whatIsNotThereOrOfAnotherKindDiffersOnAnyPlatform() {
        TrialResult other = result("another CPU", 1, 0.5, "ab", 7);
        Measurements without = new Measurements(
                List.of(SampleSweep.layer(1, "W1", 3)), List.of(), List.of(), other.evaluations(), List.of());
        TrialResult again = new TrialResult(
                TRIAL, new Ending(TrialStatus.DEAD, "dead"), other.provenance(), other.training(), without);
        assertThat(compare(result(1), again).differences())
                .contains(
                        new Difference("status", "COMPLETED", "DEAD"),
                        new Difference("layers[0].epoch", "0", "1"),
                        new Difference("epochs[0].trainLoss", "1.0", "absent"))
                .extracting(Difference::field)
                .doesNotContain("reason", "epochs[0].seconds");
    }

    @Test
    void everyPartOfThePlatformIsNamed() {
        Environment other = new Environment("9", "9", "java 9", "os 9", "cpu 9", "nd4j 9", "blas 9", 9, "host 9");
        TrialResult one = SampleSweep.completed(TRIAL);
        TrialResult again = new TrialResult(
                TRIAL, one.ending(), new Provenance(1, Instant.EPOCH, 1, other), one.training(), one.measurements());
        assertThat(compare(one, again).platformDifferences())
                .containsExactly(
                        "cpu was 'a CPU' and is 'cpu 9'",
                        "blas was 'OpenBLAS 0.3.31 Haswell' and is 'blas 9'",
                        "nd4j was '1.0.0-M2.1' and is 'nd4j 9'",
                        "java was '17.0.15' and is 'java 9'",
                        "osArch was 'amd64' and is 'os 9'");
    }
}
