package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;

class ColumnChecksumsTest {
    private static final MessageType COLUMNS = Columns.table(
            "rows",
            Columns.nullableText("text"),
            Columns.real("real"),
            Columns.integer("count"),
            Columns.bigInteger("steps"));

    private static Group row(MessageType columns, String text, double real, int count, long steps) {
        Group row = new SimpleGroup(columns);
        if (!text.equals("null")) {
            row.add("text", text);
        }
        row.append("real", real).append("count", count);
        row.append("steps", steps);
        return row;
    }

    private static ColumnChecksums sums(Group... rows) {
        ColumnChecksums sums = new ColumnChecksums(COLUMNS);
        for (Group row : rows) {
            sums.add(row);
        }
        return sums;
    }

    private static Group row(String text, double real, int count, long steps) {
        return row(COLUMNS, text, real, count, steps);
    }

    /**
     * By zlib.crc32 of Python over name, kind and, for each value, a byte 1 and the value, big-endian, a text with its length
     * before it; a byte 0 for a null.
     */
    @Test
    void eachColumnHasTheSumOfItsNameItsKindAndItsValues() {
        ColumnChecksums sums = sums(row("é", 0.1, 7, 1L << 40), row("null", -0.0, -1, 3));
        assertThat(sums.text()).isEqualTo("8ef580ce" + "21da86d5" + "388bc826" + "fbae0aed");
    }

    @Test
    void whereOneTextEndsAndTheNextBeginsIsPartOfIt() {
        String together = sums(row("ab", 1, 1, 1), row("c", 1, 1, 1)).text();
        assertThat(sums(row("a", 1, 1, 1), row("bc", 1, 1, 1)).text()).isNotEqualTo(together);
        assertThat(sums(row("", 1, 1, 1)).text())
                .isNotEqualTo(sums(row("null", 1, 1, 1)).text());
    }

    @Test
    void someColumnsAgreeWithThoseOfTheirNamesInAFile() {
        String ofFile = sums(row("a", 0.5, 7, 9)).text();
        MessageType some = Columns.table("rows", Columns.bigInteger("steps"), Columns.nullableText("text"));
        assertThat(someSums(some, "a", 9).agreeWith(ofFile, COLUMNS)).isTrue();
        assertThat(someSums(some, "a", 8).agreeWith(ofFile, COLUMNS)).isFalse();
        assertThat(someSums(some, "b", 9).agreeWith(ofFile, COLUMNS)).isFalse();
    }

    private static ColumnChecksums someSums(MessageType columns, String text, long steps) {
        ColumnChecksums sums = new ColumnChecksums(columns);
        Group row = new SimpleGroup(columns);
        row.append("steps", steps).append("text", text);
        sums.add(row);
        return sums;
    }

    @Test
    void columnsThatAFileLacksAndSumsOfOtherColumnsDoNotAgree() {
        ColumnChecksums sums = sums(row("a", 0.5, 7, 9));
        assertThat(sums.agreeWith(sums.text(), COLUMNS)).isTrue();
        assertThat(sums.agreeWith(sums.text() + "00000000", COLUMNS)).isFalse();
        assertThat(sums.agreeWith("", COLUMNS)).isFalse();
        MessageType others = Columns.table(
                "rows",
                Columns.nullableText("text"),
                Columns.real("real"),
                Columns.integer("count"),
                Columns.integer("x"));
        assertThat(sums.agreeWith(sums.text(), others)).isFalse();
    }
}
