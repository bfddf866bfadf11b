package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToleranceTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, FIXED, 0.5, 0.5",
        "2, FIXED, 2, 2.0",
        "seeds, SEEDS, 0, seeds",
        "seeds + 0.44, SEEDS, 0.44, seeds + 0.44",
        "seeds+1, SEEDS, 1, seeds + 1.0",
        "none, NONE, 0, none"
    })
    void hasATextThatIsReadBack(String text, Tolerance.Kind kind, double amount, String written) {
        Tolerance tolerance = Tolerance.parse(text);
        assertThat(tolerance).isEqualTo(new Tolerance(kind, amount)).hasToString(written);
        assertThat(Tolerance.parse(written)).isEqualTo(tolerance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "seeds x", "-1", "seeds + -1", "NaN"})
    void nothingElseIsOne(String text) {
        assertThatThrownBy(() -> Tolerance.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void theShortFormsAreTheirTexts() {
        assertThat(Tolerance.of(0.5)).hasToString("0.5");
        assertThat(Tolerance.SEEDS).hasToString("seeds");
        assertThat(Tolerance.NONE).hasToString("none");
    }
}
