package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SecondsClock;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.DurationText;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
    private static final Path RESULTS = Path.of("runs/p");
    private static final SweepSpec SWEEP = SweepFileReader.parse(
                    "name: p\ndataset: digits\nnetwork: {hidden: [8]}\ntraining: {epochs: 4}\naxes: {lambda: [0, 0.1, 1]}",
                    "p.yaml",
                    List.of())
            .spec();
    private static final Dataset DATA = new Dataset(
            new DatasetId("digits", "0".repeat(64)),
            10,
            new LabelledImages(1, 1, new byte[64], new byte[64]),
            new LabelledImages(1, 1, new byte[1], new byte[1]));
    private static final List<TrialSpec> TRIALS = SWEEP.trials(DATA.id());

    private final StringWriter err = new StringWriter();
    private long seconds = 100;

    @Test
    void otherThanATerminalGetsALineInThirtySeconds() {
        RunProgress run = run(1);
        Progress progress = progress(false);

        progress.started(run);
        run.trialStarted(TRIALS.get(1).id());
        progress.trialStarted(TRIALS.get(1).id());
        seconds += 10;
        epochEnded(run, progress, 1);
        seconds += 20;
        epochEnded(run, progress, 2);
        seconds += 1;
        trialEnded(run, progress, result(TRIALS.get(1), TrialStatus.COMPLETED));
        seconds += 30;
        trialEnded(run, progress, result(TRIALS.get(2), TrialStatus.FAILED));
        progress.finish();

        assertThat(err.toString().lines())
                .containsExactly(
                        "3 trials, 1 already done; results in runs/p",
                        "0.0 s, epoch 0 of 4: 1/3 done, 1 running, 0 failed",
                        "30 s, epoch 2 of 4: 1/3 done, 1 running, 0 failed, ETA 90 s",
                        "61 s: 2/3 done, 0 running, 1 failed; lambda 1 seed 1: FAILED",
                        "61 s: 2/3 done, 0 running, 1 failed; lambda 1 seed 1: FAILED");
    }

    @Test
    void terminalHasOneLineThatIsOverwrittenAndNeverWraps() {
        RunProgress run = run(0);
        Progress progress = new Progress(new Console(writer(), writer(), true, () -> 40, false), RESULTS, SWEEP);

        progress.started(run);
        run.trialStarted(TRIALS.get(0).id());
        progress.trialStarted(TRIALS.get(0).id());
        run.trialStarted(TRIALS.get(1).id());
        progress.trialStarted(TRIALS.get(1).id()); // too soon to be shown
        seconds++;
        trialEnded(run, progress, result(TRIALS.get(0), TrialStatus.COMPLETED));
        progress.finish();

        assertThat(err.toString())
                .isEqualTo("3 trials, 0 already done; results in runs/p\n"
                        + "\r0.0 s, epoch 0 of 4: 0/3 done, 1 runni…\u001b[K"
                        + "\r1.0 s, epoch 0 of 4: 1/3 done, 1 runni…\u001b[K"
                        + "\r1.0 s, epoch 0 of 4: 1/3 done, 1 runni…\u001b[K\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0.04,0.0 s",
        "9.94,9.9 s",
        "9.96,10 s",
        "99,99 s",
        "100,2 min",
        "5940,99 min",
        "12000,3 h 20 min",
        "1000000,11 d 13 h",
        "Infinity,unknown",
        "NaN,unknown"
    })
    void durationsHaveTheUnitThatFits(double duration, String text) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
    }

    private RunProgress run(int done) {
        return new RunProgress(3, done, TRIALS.subList(done, 3), 1, trial -> 1, new SecondsClock(() -> seconds));
    }

    private static void epochEnded(RunProgress run, Progress progress, int epoch) {
        run.epochEnded(TRIALS.get(1).id(), epoch(epoch));
        progress.epochEnded(TRIALS.get(1).id(), epoch(epoch));
    }

    private static void trialEnded(RunProgress run, Progress progress, TrialResult result) {
        run.trialEnded(result);
        progress.trialEnded(result);
    }

    private Progress progress(boolean isTerminal) {
        return new Progress(new Console(writer(), writer(), isTerminal, () -> 80, false), RESULTS, SWEEP);
    }

    private PrintWriter writer() {
        return new PrintWriter(err);
    }

    private static EpochMeasurement epoch(int number) {
        return EpochMeasurement.of(number, 0.5, 0, 1, 1);
    }

    private static TrialResult result(TrialSpec spec, TrialStatus status) {
        return SampleSweep.result(
                spec,
                new Ending(status, status == TrialStatus.COMPLETED ? "" : "because"),
                new Measurements(
                        List.of(SampleSweep.layer(4, "W1", 1.45)),
                        List.of(),
                        List.of(),
                        List.of(
                                new EvaluationMeasurement(Snr.INFINITE, "accuracy", 0.9677, 1, 1),
                                new EvaluationMeasurement(new Snr(1), "accuracy", 0.5, 1, 1)),
                        List.of()));
    }
}
