package dev.kappasweep.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergedTextTest {
    private static final String FILE = """
            name: mine # a comment
            dataset: digits
            network: {hidden: [8]}
            training: {epochs: 2}
            axes: {lambda: [0, 0.1], seed: 1..3}
            """;

    private static String merged(String... settings) {
        return SweepFileReader.merged(FILE, "mine.yaml", List.of(settings));
    }

    private static SweepFile read(String text, String... settings) {
        return SweepFileReader.parse(text, "mine.yaml", List.of(settings));
    }

    @Test
    void whatIsReadFromTheTextIsWhatWasAskedFor() {
        String[][] all = {
            {"axes.lambda=1"},
            {"training.epochs=3", "run.canary=false", "training.epochs=4"},
            {"axes.network.hidden=[4],[8,8]"},
            {"axes.seed=1..5"},
            {"name=other", "evaluation.snr=[0.5]"}
        };
        for (String[] settings : all) {
            assertThat(read(merged(settings))).isEqualTo(read(FILE, settings)).isNotEqualTo(read(FILE));
        }
    }

    @Test
    void withoutSettingsTheTextIsAsItWas() {
        assertThat(merged()).isEqualTo(FILE);
    }

    @Test
    void whatIsWrongIsTold() {
        assertThatThrownBy(() -> merged("axes.lamda=1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("unknown key 'axes.lamda'");
    }
}
