package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelfTestTest {
    @Test
    void thisMachineComputesAsItShould() {
        assertThat(SelfTest.wrong()).isEmpty();
    }

    @Test
    void whatComesOutOtherwiseIsNamed() {
        Map<String, String> expected = new LinkedHashMap<>();
        for (Map.Entry<String, TrialSpec> trial : SelfTest.trials().entrySet()) {
            expected.put(trial.getKey(), SelfTest.digest(trial.getValue(), SelfTest.images()));
        }
        expected.put("autoencoder", "0".repeat(64));
        assertThat(SelfTest.wrong(expected)).containsExactly("autoencoder");
    }

    @Test
    void aMachineThatComputesOtherwiseIsRefusedInOneLine() {
        assertThatThrownBy(() -> SelfTest.requireNothing(List.of("autoencoder", "least squares")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "this machine does not compute as it should (autoencoder, least squares), expected the bits that every"
                                + " machine gives; see kappasweep doctor");
        SelfTest.requireNothing(List.of());
    }
}
