package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.sweep.EndedEpoch;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepRecorderTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L);
    private static final TrialSpec TRIAL = SWEEP.trials(SampleSweep.DATA).get(0);

    @TempDir
    private Path directory;

    private static List<EndedEpoch> epochs(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(epoch -> new EndedEpoch(
                        EpochMeasurement.of(epoch, 0.5, 0.1, 6, 1000),
                        List.of(SampleSweep.completed(TRIAL).layers().get(0))))
                .toList();
    }

    /** Of a trial that went on from its checkpoint: its epochs of this run begin at the third. */
    @Test
    void anEpochIsToldOnceByItsNumberWhateverItsMessageRepeats() {
        List<Integer> told = new ArrayList<>();
        List<LayerMeasurement> layers = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        SweepListener listener = new SweepListener() {
            @Override
            public void layersMeasured(TrialId trial, List<LayerMeasurement> measured) {
                assertThat(told).as("epochs before").hasSize(layers.size());
                layers.addAll(measured);
            }

            @Override
            public void epochEnded(TrialId trial, EpochMeasurement epoch) {
                told.add(epoch.epoch());
            }
        };
        try (ResultStore store = ResultStore.open(directory, SWEEP, SampleSweep.DATA)) {
            SweepRecorder recorder = new SweepRecorder(
                    store,
                    "4.1.0",
                    new RunProgress(1, 0, List.of(TRIAL), 1, trial -> 1, Clock.systemUTC()),
                    listener,
                    Optional.empty(),
                    WeightsRecorder.none(store),
                    new GapRecorder(store, List.of()),
                    failures -> {});
            recorder.epochsEnded(TRIAL.id(), epochs(3, 4));
            recorder.epochsEnded(TRIAL.id(), epochs(3, 5));
            recorder.epochsEnded(TRIAL.id(), epochs(4, 6)); // a window that has moved on
            recorder.epochsEnded(TRIAL.id(), epochs(3, 3)); // a second attempt
            recorder.trialEnded(TrialEnd.of(SampleSweep.completed(TRIAL)), () -> kept.add(1)); // with epochs 1 and 2
            assertThat(kept).isEmpty();
            recorder.commit();
        }
        assertThat(told).containsExactly(3, 4, 5, 6);
        assertThat(layers).hasSize(4);
        assertThat(kept).containsExactly(1);
    }

    @Test
    void aHeartbeatHasTheLastEpochsOnly() {
        TaskMessages<EndedEpoch> accumulator = new TaskMessages<>(TaskSays.MOST_EPOCHS);
        epochs(1, 100).forEach(accumulator::add);
        assertThat(accumulator.value()).isEqualTo(epochs(100 - TaskSays.MOST_EPOCHS + 1, 100));
    }
}
