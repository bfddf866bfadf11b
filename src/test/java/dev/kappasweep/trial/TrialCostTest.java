package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the trials of the self-test: images of 64 pixels and three classes, and a matrix of 4 x 6. */
class TrialCostTest {
    private static final TrialCost COST = new TrialCost(SelfTest.images());

    private static TrialSpec trial(String name) {
        return Objects.requireNonNull(SelfTest.trials().get(name));
    }

    private static double costOfEpochs(TrialSpec trial, int epochs) {
        return COST.applyAsDouble(
                trial.with().training(trial.training().withEpochs(epochs)).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"weights in panels", "autoencoder", "least squares"})
    void costIsProportionalToEpochs(String name) {
        assertThat(costOfEpochs(trial(name), 20)).isEqualTo(10 * costOfEpochs(trial(name), 2));
    }

    @Test
    void aPenaltyWithASolverCostsMoreThanNone() {
        TrialSpec penalised = trial("weights in panels");
        TrialSpec free = penalised.with().strength(Strength.of(0)).build();
        assertThat(COST.applyAsDouble(penalised)).isGreaterThan(COST.applyAsDouble(free));
    }

    /** 1000 steps of 4 n m (n + m) operations. */
    @Test
    void costOfDescent() {
        assertThat(COST.applyAsDouble(trial("least squares"))).isEqualTo(1000 * 4 * 4 * 6 * (4 + 6));
    }

    /** 64-35-3 and 64-25-7-25-64 in float, 4 x 6 in double, each before the first epoch and after the last. */
    @ParameterizedTest
    @CsvSource({"weights in panels, 18760", "autoencoder, 28400", "least squares, 384"})
    void whatAnExperimentPutsOutDecidesWhatItsWeightsTake(String name, long bytes) {
        assertThat(COST.keptBytes(List.of(trial(name)), KeepWeights.FINAL)).isEqualTo(bytes);
        assertThat(COST.keptBytes(List.of(trial(name)), KeepWeights.NONE)).isZero();
    }
}
