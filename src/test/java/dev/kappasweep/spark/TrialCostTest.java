package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import org.junit.jupiter.api.Test;

class TrialCostTest {
    private static final TrialCost COST = new TrialCost(FakeTrials.data());
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L);

    private static double cost(SweepSpec sweep, int index) {
        TrialSpec trial = sweep.trials(SampleSweep.DATA).get(index);
        return COST.applyAsDouble(trial);
    }

    @Test
    void costIsProportionalToEpochs() {
        assertThat(cost(SampleSweep.withEpochs(SWEEP, 20), 0)).isEqualTo(10 * cost(SWEEP, 0));
    }

    @Test
    void aPenaltyWithASolverCostsMoreThanNone() {
        assertThat(cost(SWEEP, 1)).isGreaterThan(cost(SWEEP, 0));
    }
}
