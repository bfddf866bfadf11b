package dev.kappasweep.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.sweep.TrialText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunProgressTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L, 2L, 3L);
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);

    private long now = 1000;

    /** Of four trials that cost 1, 2, 3 and 4, each of two epochs. */
    private RunProgress run(int slots) {
        return new RunProgress(
                6, 2, TRIALS.subList(0, 4), slots, trial -> TRIALS.indexOf(trial) + 1, new SecondsClock(() -> now));
    }

    private static TrialId id(int trial) {
        return TRIALS.get(trial).id();
    }

    private static void epoch(RunProgress run, int trial, int epoch) {
        run.epochEnded(id(trial), EpochMeasurement.of(epoch, 0.5, 0, 1, 1));
    }

    private static TrialResult ended(int trial, TrialStatus status, double seconds) {
        TrialResult sample = SampleSweep.completed(TRIALS.get(trial));
        return new TrialResult(
                sample.spec(),
                new Ending(status, status == TrialStatus.COMPLETED ? "" : "because"),
                new Provenance(1, Instant.EPOCH, seconds, Environment.UNKNOWN),
                sample.training(),
                sample.measurements());
    }

    @Test
    void timeLeftIsUnknownUntilAnEpochHasEnded() {
        RunProgress run = run(2);
        assertThat(run.secondsLeft()).isEmpty();
        run.trialStarted(id(3));
        now += 10;
        assertThat(run.secondsLeft()).isEmpty();
        epoch(run, 3, 1);
        // Half of a cost of 4 took 10 s, so a cost of 1 takes 5 s; 8 are left for two slots.
        assertThat(run.secondsLeft()).hasValue(20);
    }

    @Test
    void timeLeftFollowsTheCostOfWhatIsLeftAndWhatEndedTrialsTook() {
        RunProgress run = run(2);
        run.trialStarted(id(3));
        run.trialStarted(id(2));
        run.trialEnded(ended(2, TrialStatus.COMPLETED, 6));
        // 2 s for a cost of 1; 1 + 2 + 4 are left, and the last 4 are one trial.
        assertThat(run.secondsLeft()).hasValue(8);
        run.trialEnded(ended(3, TrialStatus.COMPLETED, 8));
        assertThat(run.secondsLeft()).hasValue(4);
        run.trialEnded(ended(0, TrialStatus.COMPLETED, 2));
        run.trialEnded(ended(1, TrialStatus.COMPLETED, 4));
        assertThat(run.secondsLeft()).hasValue(0);
        assertThat(run.isComplete()).isTrue();
    }

    @Test
    void onlyATrialThatWasTrainedToItsEndSaysHowLongTheyTake() {
        RunProgress run = run(1);
        run.trialEnded(ended(0, TrialStatus.DIVERGED, 0.001));
        run.trialEnded(ended(1, TrialStatus.FAILED, 0.001));
        assertThat(run.secondsLeft()).isEmpty();
        run.trialEnded(ended(2, TrialStatus.COMPLETED, 6));
        assertThat(run.secondsLeft()).hasValue(8);
    }

    @Test
    void aTrialThatBeginsAgainHasDoneNothingAndIsAnotherAttempt() {
        RunProgress run = run(1);
        run.trialStarted(id(0));
        epoch(run, 0, 1);
        now += 7;
        run.trialStarted(id(0));
        assertThat(run.running()).containsExactly(new RunningTrial(id(0), Instant.ofEpochSecond(1007), 2, 0, 2));
        run.trialStarted(id(1));
        assertThat(run.running()).extracting(RunningTrial::trial).containsExactlyInAnyOrder(id(0), id(1));
        run.trialEnded(ended(0, TrialStatus.COMPLETED, 1));
        assertThat(run.running()).extracting(RunningTrial::trial).containsExactly(id(1));
    }

    @Test
    void trialsAreCountedByStatus() {
        RunProgress run = run(1);
        run.trialEnded(ended(0, TrialStatus.COMPLETED, 1));
        run.trialEnded(ended(1, TrialStatus.FAILED, 1));
        run.trialEnded(ended(2, TrialStatus.FAILED, 1));
        assertThat(run.ended()).isEqualTo(Map.of(TrialStatus.COMPLETED, 1, TrialStatus.FAILED, 2));
        assertThat(run.isComplete()).isFalse();
        assertThat(run.hasWork()).isTrue();
        assertThat(run.line(new TrialText(SWEEP)))
                .startsWith("3/6 done, 0 running, 2 failed, ETA 4.0 s; lambda 0 seed 3: FAILED");
    }

    @Test
    void aTrialThatIsOnlyEvaluatedCountsButTakesNoTime() {
        RunProgress run = run(1);
        run.trialStarted(id(5));
        epoch(run, 5, 1);
        run.trialEnded(ended(5, TrialStatus.COMPLETED, 100));
        assertThat(run.secondsLeft()).isEmpty();
        assertThat(run.ended()).containsEntry(TrialStatus.COMPLETED, 1);
    }
}
