package dev.kappasweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTableTest {
    private static final TextTable TABLE = new TextTable(
            "a | b",
            2,
            TextTable.of("", List.of("kind", "lambda", "kappa(W1)", "accuracy", "seconds"), List.of())
                    .headings(),
            List.of(
                    List.of("none", "0", "43.17 ± 1.56 (n=3)", "98.20", "1.5"),
                    List.of("tikhonov", "0.001", "1.50 (n=1/3; diverged 1/3)", "96.75", "not run")),
            List.of("A note that is longer than the terminal, by some words.", "And_one *more*."));

    @Test
    void whatFitsIsOneTableWithNotesBetweenWords() {
        assertThat(TerminalTable.text(TABLE, 80)).isEqualTo("""
                ### a | b

                | kind     | lambda | kappa(W1)                  | accuracy | seconds |
                | -------- | ------ | -------------------------- | -------- | ------- |
                | none     | 0      | 43.17 ± 1.56 (n=3)         | 98.20    | 1.5     |
                | tikhonov | 0.001  | 1.50 (n=1/3; diverged 1/3) | 96.75    | not run |

                - A note that is longer than the terminal, by some words.
                - And_one *more*.
                """);
    }

    @Test
    void columnsThatDoNotFitComeBelowWithThoseThatSayWhatALineIsOf() {
        assertThat(TerminalTable.text(TABLE, 50)).isEqualTo("""
                ### a | b

                | kind     | lambda | kappa(W1)                  |
                | -------- | ------ | -------------------------- |
                | none     | 0      | 43.17 ± 1.56 (n=3)         |
                | tikhonov | 0.001  | 1.50 (n=1/3; diverged 1/3) |

                | kind     | lambda | accuracy | seconds |
                | -------- | ------ | -------- | ------- |
                | none     | 0      | 98.20    | 1.5     |
                | tikhonov | 0.001  | 96.75    | not run |

                - A note that is longer than the terminal, by some
                  words.
                - And_one *more*.
                """);
    }

    @Test
    void whereTheyLeaveNoRoomForOthersTheFirstOfTheseDoes() {
        assertThat(TerminalTable.text(TABLE, 38)).contains("""
                | kind     | lambda |
                | -------- | ------ |
                | none     | 0      |
                | tikhonov | 0.001  |

                | kind     | kappa(W1)               |
                """).contains("| tikhonov | 1.50 (n=1/3; diverged … |\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 23, 40, 57, 79, 100, 200})
    void noLineOfATableIsWiderThanTheTerminalAndNothingIsLostWithoutAWord(int columns) {
        List<String> names = IntStream.range(0, 12).mapToObj(i -> "column " + i).toList();
        List<String> cells =
                IntStream.range(0, 12).mapToObj(i -> "x".repeat(3 * i) + i).toList();
        TextTable table = TextTable.of("t", names, List.of(cells, cells));
        String text = TerminalTable.text(table, columns);
        assertThat(text.lines().filter(line -> line.startsWith("|")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        boolean isWhole = Stream.concat(names.stream(), cells.stream()).allMatch(text::contains);
        assertThat(text.contains("What ends in …")).isEqualTo(!isWhole);
    }
}
