package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingSessionTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);

    private static TrialSpec spec(int batch) {
        return SweepFileReader.parse("""
                        name: x
                        dataset: digits
                        network: {hidden: [8]}
                        training: {epochs: 1, trainImages: 64}
                        axes: {lambda: [0.1]}
                        """, "x.yaml", List.of("training.batch=" + batch))
                .spec()
                .trials(DIGITS.id())
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 1_000_000, Integer.MAX_VALUE})
    void batchBeyondAllImagesIsThatOfAllImages(int batch) {
        try (TrainingSession all = new TrainingSession(spec(64), DIGITS);
                TrainingSession beyond = new TrainingSession(spec(batch), DIGITS)) {
            for (int step = 0; step < 3; step++) {
                all.startEpoch();
                beyond.startEpoch();
                assertThat(beyond.step()).isEqualTo(all.step());
                assertThat(beyond.isEpochOver()).isTrue();
            }
        }
    }
}
