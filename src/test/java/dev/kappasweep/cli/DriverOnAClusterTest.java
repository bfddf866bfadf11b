package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What a driver that runs on a cluster is given by whoever submits it, and gives back. */
class DriverOnAClusterTest {
    @Test
    void sweepFileComesAsASetting() throws Exception {
        String text = "name: größer\n";
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        String setting = Base64.getEncoder().encodeToString(packed.toByteArray());
        assertThat(CarriedFile.of(setting).orElseThrow()).hasContent(text);
        assertThat(CarriedFile.of(null)).isEmpty();
    }

    @Test
    void settingThatIsNoSweepFileIsRefused() {
        for (String wrong : new String[] {"name: x", "", "aGFsbG8="}) {
            assertThatThrownBy(() -> CarriedFile.of(wrong))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("spark.kappasweep.sweepFile: '" + wrong + "...' is not a text");
        }
    }

    @Test
    void lastLinesAreKeptAndAllArePassedOn() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        LastLines last = new LastLines(all);
        String text =
                IntStream.range(0, 10_000).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
        try (PrintStream to = new PrintStream(last, true, StandardCharsets.UTF_8)) {
            to.print(text);
            to.write('x');
            to.flush();
            assertThat(last.text().lines()).hasSize(10).startsWith("line 9991").endsWith("line 9999", "x");
        }
        assertThat(all.toString(StandardCharsets.UTF_8)).isEqualTo(text + "x");
    }

    @Test
    void yarnIsToldByAnErrorWithCodeAndLines() {
        assertThatCode(() -> YarnDriver.end(0, "kappasweep: 1 trials diverged")).doesNotThrowAnyException();
        assertThatThrownBy(() -> YarnDriver.end(2, "kappasweep: a\nkappasweep: b"))
                .hasToString(YarnDriver.EndedWithError.class.getName()
                        + ": exit code 2\nkappasweep: a\nkappasweep: b\n(its last lines)");
    }
}
