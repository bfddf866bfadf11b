package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTextTest {
    @Test
    void plainWordsStayAsTheyAre() {
        assertThat(ShellText.of("--set")).isEqualTo("--set");
        assertThat(ShellText.of("axes.seed=1..3")).isEqualTo("axes.seed=1..3");
        assertThat(ShellText.of("s3a://bucket/a_b")).isEqualTo("s3a://bucket/a_b");
    }

    @Test
    void aShellReadsWhatWasWritten() throws IOException {
        for (String word :
                List.of("", "a b", "it's", "local[2]", "$HOME", "*", "~", "a\"b", "\\\\n", "grids=[{lambda: [0]}]")) {
            Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellText.of(word)).start();
            assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(word);
        }
    }
}
