package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "constant, 0, 1",
        "constant, 7, 1",
        "cosine, 0, 1",
        "cosine, 4, 0.5",
        "cosine, 2, 0.8535533905932737",
        "cosine, 7, 0.03806023374435663",
        "'step(3, 0.1)', 2, 1",
        "'step(3, 0.1)', 3, 0.1",
        "'step(3,0.1)', 7, 0.01"
    })
    void factorOfAnEpochOfEight(String text, long epoch, double expected) {
        assertThat(LearningRateSchedule.parse(text).factorOf(epoch, 8)).isCloseTo(expected, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"constant", "cosine", "step(3, 0.1)", "step(10, 0.00001)"})
    void hasATextThatIsReadBack(String text) {
        LearningRateSchedule schedule = LearningRateSchedule.parse(text);
        assertThat(LearningRateSchedule.parse(schedule.toString())).isEqualTo(schedule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linear", "step", "step(0, 0.1)", "step(3, 0)", "step(3, 1.5)", "step(3)", "cosine(3)"})
    void nothingElseIsOne(String text) {
        assertThatThrownBy(() -> LearningRateSchedule.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected constant, cosine, or step(EPOCHS, FACTOR)");
    }
}
