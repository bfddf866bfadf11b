package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepWeightsTest {
    @ParameterizedTest
    @ValueSource(strings = {"none", "final", "every 10 epochs", "every 1 epochs"})
    void textsReadBack(String text) {
        assertThat(KeepWeights.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "all", "every 0 epochs", "every -1 epochs", "every ten epochs", "every 10", "Final"})
    void otherTextsAreRefusedWithTheForms(String text) {
        assertThatThrownBy(() -> KeepWeights.parse(text))
                .hasMessage("run.keepWeights: '" + text + "' is not allowed, expected none, final, or a form such as"
                        + " every 10 epochs");
    }

    @Test
    void theFirstAndTheLastAreAmongThoseKept() {
        assertThat(KeepWeights.NONE.epochs(50, 50)).isEmpty();
        assertThat(KeepWeights.FINAL.epochs(50, 50)).containsExactly(0, 50);
        assertThat(KeepWeights.parse("every 20 epochs").epochs(50, 50)).containsExactly(0, 20, 40, 50);
    }

    @Test
    void aTrialThatDivergedHasThoseBeforeItsEnd() {
        assertThat(KeepWeights.FINAL.epochs(7, 50)).containsExactly(0);
        assertThat(KeepWeights.parse("every 3 epochs").epochs(7, 50)).containsExactly(0, 3, 6);
    }
}
