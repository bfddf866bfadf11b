package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.analysis.DataTable;
import dev.kappasweep.analysis.ResultTable;
import dev.kappasweep.analysis.TableFormat;
import dev.kappasweep.analysis.TextTable;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Console console = new Console(new PrintWriter(out), new PrintWriter(err), true, () -> 80, false);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x1b|\\u001b",
                "0x07|\\u0007",
                "0x0d|\\u000d",
                "0x7f|\\u007f",
                "0x9b|\\u009b",
                "0x202e|\\u202e",
                "0x2067|\\u2067",
                "0x200f|\\u200f",
                "0x2028|\\u2028",
                "0xd800|\\ud800",
                "0xe0041|\\udb40\\udc41"
            })
    void charactersThatActOnATerminalAreShownInstead(String point, String shown) {
        String hostile = "a" + Character.toString(Integer.decode(point)) + "[31mb";

        console.say(hostile);
        console.result(hostile);

        assertThat(err).hasToString("a" + shown + "[31mb" + System.lineSeparator());
        assertThat(out).hasToString("a" + shown + "[31mb");
    }

    @Test
    void lettersAndLineBreaksStayAsTheyAre() {
        String table = "| κ | 1.5 ± 0.1\t|\n| \uD83D\uDE00 | ü |\n";
        console.result(table);
        assertThat(out).hasToString(table);
    }

    @Test
    void aTableIsAsWideAsTheTerminalWhereSomebodyLooksAtIt() {
        ResultTable table = new ResultTable() {
            @Override
            public TextTable forPeople() {
                return TextTable.of("t", List.of("one", "two"), List.of(List.of("a".repeat(50), "b".repeat(50))));
            }

            @Override
            public DataTable forPrograms() {
                return new DataTable(List.of(), List.of());
            }
        };
        new Console(new PrintWriter(out), new PrintWriter(err), true, () -> 80, true)
                .table(TableFormat.MARKDOWN, table);
        assertThat(out.toString().lines())
                .noneMatch(line -> line.length() > 80)
                .contains("| one                                  | two                                   |");
        out.getBuffer().setLength(0);
        console.table(TableFormat.MARKDOWN, table);
        assertThat(out).hasToString(TableFormat.MARKDOWN.write(table));
        out.getBuffer().setLength(0);
        new Console(new PrintWriter(out), new PrintWriter(err), true, () -> 80, true).table(TableFormat.LATEX, table);
        assertThat(out).hasToString(TableFormat.LATEX.write(table));
    }

    @Test
    void lineOfProgressKeepsTheConsolesOwnEscapesOnly() {
        console.replaceLine("1 of 2\u001b]0;title\u0007");
        assertThat(err).hasToString("\r1 of 2\\u001b]0;title\\u0007\u001b[K");
    }

    @Test
    void errorAndItsStackTraceAreShownPlainly() {
        Verbs.failed(new IllegalStateException("bad \u001b[2J name"), true, console);
        assertThat(err.toString()).contains("bad \\u001b[2J name").doesNotContain("\u001b");
    }
}
