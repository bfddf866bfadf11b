package dev.kappasweep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
final class CrewBenchmarksTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);

    private static TrialSpec small(long seed) {
        TrialSpec classifier = PaperClassifier.of(DIGITS.id());
        return classifier
                .with()
                .network(PaperClassifier.network(30))
                .training(classifier.training().withTrainImages(320))
                .seed(seed)
                .build();
    }

    @Test
    void stepsWithACrewAreHeldAgainstThoseBeside() {
        CrewBenchmark.Report report = new CrewBenchmark(2, 2, 3).run(small(1), DIGITS);
        assertThat(report.setting()).isEqualTo(new CrewBenchmark.Setting(2, 2, 3));
        assertThat(report.aloneMs()).isPositive();
        assertThat(report.crewMs()).isPositive();
        assertThat(report.ratio().low())
                .isPositive()
                .isLessThanOrEqualTo(report.ratio().median());
        assertThat(report.ratio().median()).isLessThanOrEqualTo(report.ratio().high());
    }

    @Test
    void trialsTogetherEndWithTheWeightsThatTheyHaveAlone() {
        MakespanBenchmark.Report report =
                new MakespanBenchmark(2, 1).run(List.of(small(1), small(2), small(3)), DIGITS);
        assertThat(report.trials()).isEqualTo(3);
        assertThat(report.sameWeights()).isTrue();
        assertThat(report.aloneSeconds()).isPositive();
        assertThat(report.ratio().median()).isEqualTo(report.crewSeconds() / report.aloneSeconds());
    }

    @Test
    void halfOfTheNumbersAreBetweenTheQuartiles() {
        assertThat(Quartiles.of(new double[] {5, 1, 4, 2, 3})).isEqualTo(new Quartiles(2, 3, 4));
        assertThat(Quartiles.of(new double[] {7})).isEqualTo(new Quartiles(7, 7, 7));
    }
}
