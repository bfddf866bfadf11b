package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultOutputTest {
    private final StringWriter err = new StringWriter();

    /** A full disk, or a pipe that nobody reads. */
    private static OutputStream broken() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
    }

    private int exitCode(OutputStream stream, boolean isPipe, int code) {
        ResultOutput output = new ResultOutput(stream, isPipe);
        PrintWriter out = new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        Console console = new Console(out, new PrintWriter(err), false, () -> 80, false);
        console.result("a table\n");
        return output.exitCode(code, console);
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 3", "3, 3"})
    void resultThatCannotBeWrittenIsAnError(int code, int expected) {
        assertThat(exitCode(broken(), false, code)).isEqualTo(expected);
        assertThat(err).hasToString("kappasweep: standard output cannot be written: No space left on device\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 141", "1, 141", "2, 2", "130, 130"})
    void readerThatHasSeenEnoughIsToldNothing(int code, int expected) {
        assertThat(exitCode(broken(), true, code)).isEqualTo(expected);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void writtenResultKeepsTheExitCode() {
        assertThat(exitCode(OutputStream.nullOutputStream(), false, 0)).isZero();
        assertThat(exitCode(OutputStream.nullOutputStream(), true, 1)).isEqualTo(1);
    }
}
