package dev.kappasweep.conf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"kitten,sitting,3", "'',abc,3", "same,same,0", "Lambda,lambda,0", "flaw,lawn,2"})
    void editsAreTheLevenshteinDistance(String left, String right, int edits) {
        assertThat(Nearest.edits(left, right)).isEqualTo(edits);
        assertThat(Nearest.edits(right, left)).isEqualTo(edits);
    }

    @Test
    void nameThatIsTooFarAwayIsNotSuggested() {
        assertThat(Nearest.to("colour", List.of("lambda", "seed"))).isEmpty();
        assertThat(Nearest.to("", List.of("x", "snr"))).isEmpty();
        assertThat(Nearest.to("sed", List.of("snr", "seed"))).contains("seed");
    }
}
