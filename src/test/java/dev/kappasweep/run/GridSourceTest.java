package dev.kappasweep.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GridSourceTest {
    private static final List<TrialSpec> TRIALS =
            SampleSweep.withSeeds(1L, 2L, 3L).trials(SampleSweep.DATA);

    private static List<TrialSpec> all(TrialSource source) {
        List<TrialSpec> given = new ArrayList<>();
        for (Optional<Leg> next = source.next(); next.isPresent(); next = source.next()) {
            given.add(next.get().trial());
        }
        return given;
    }

    @Test
    void trialsComeInTheirOrderAndOnce() {
        GridSource source = new GridSource(TRIALS);
        assertThat(all(source)).isEqualTo(TRIALS);
        source.told(SampleSweep.unfinished(TRIALS.get(0), TrialStatus.FAILED, "no luck"));
        assertThat(all(source)).isEmpty();
        assertThat(source.stopReason()).isEmpty();
    }

    @Test
    void othersComeWhenAllCanariesHaveEnded() {
        GridSource source = new GridSource(List.of(), TRIALS, true);
        List<TrialSpec> canaries = all(source);
        assertThat(canaries).containsExactly(TRIALS.get(0), TRIALS.get(3));
        source.told(SampleSweep.completed(canaries.get(0)));
        assertThat(all(source)).isEmpty();
        source.told(SampleSweep.unfinished(canaries.get(1), TrialStatus.DIVERGED, "loss was NaN"));
        assertThat(all(source)).containsExactly(TRIALS.get(1), TRIALS.get(2), TRIALS.get(4), TRIALS.get(5));
        source.told(SampleSweep.unfinished(TRIALS.get(1), TrialStatus.FAILED, "no luck"));
        assertThat(source.stopReason()).isEmpty();
    }

    @Test
    void aFailedCanaryEndsIt() {
        GridSource source = new GridSource(List.of(), TRIALS, true);
        List<TrialSpec> canaries = all(source);
        source.told(SampleSweep.unfinished(canaries.get(0), TrialStatus.TIMED_OUT, "too slow"));
        source.told(SampleSweep.completed(canaries.get(1)));
        assertThat(all(source)).isEmpty();
        assertThat(source.stopReason()).isEqualTo("1 of the trials that run first (run.canary) failed");
    }

    @Test
    void whereAllAreCanariesNothingIsLeftToStop() {
        GridSource source = new GridSource(List.of(), TRIALS.subList(0, 1), true);
        all(source).forEach(trial -> source.told(SampleSweep.unfinished(trial, TrialStatus.FAILED, "no luck")));
        assertThat(source.stopReason()).isEmpty();
    }

    @Test
    void eachPatternOfPenalisedLayersHasItsCanary() {
        SweepSpec sweep = SampleSweep.withSeeds(1L, 2L);
        List<TrialSpec> trials = Stream.of("0", "0/0.1", "0.1/0", "0.1", "0.2")
                .flatMap(strength -> sweep.trials(SampleSweep.DATA).stream()
                        .filter(trial -> trial.lambda() == 0)
                        .map(trial ->
                                trial.with().strength(Strength.parse(strength)).build()))
                .toList();
        GridSource source = new GridSource(List.of(), trials, true);
        List<TrialSpec> canaries = all(source);
        assertThat(canaries)
                .extracting(trial -> trial.strength() + " seed " + trial.seed())
                .containsExactly("0 seed 1", "0/0.1 seed 1", "0.1/0 seed 1", "0.1 seed 1");
        canaries.forEach(trial -> source.told(SampleSweep.completed(trial)));
        assertThat(all(source)).hasSize(6);
    }
}
