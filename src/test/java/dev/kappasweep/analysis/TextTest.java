package dev.kappasweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.DecimalText;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,1",
        "0.001,0.001",
        "1e-4,0.0001",
        "1e-7,1e-7",
        "100,100",
        "12500,12500",
        "1e10,1e10",
        "999999,999999",
        "1e6,1e6",
        "1e-5,1e-5",
        "9.9e-6,9.9e-6",
        "-3,-3"
    })
    void parametersHaveNoNeedlessDigits(double value, String text) {
        assertThat(DecimalText.shown(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0.04,+0.04",
        "-0.224,-0.22",
        "0,+0.00",
        "-0.001,+0.00",
        "-1e7,-1.00e+07",
        "999999,+999999.00",
        "1e6,+1.00e+06"
    })
    void differencesHaveASign(double value, String text) {
        assertThat(NumberText.signed(value)).isEqualTo(text);
    }

    @Test
    void markdownCellKeepsItsColumn() {
        assertThat(MarkdownTable.escape("a|b_c*d\ne")).isEqualTo("a\\|b\\_c\\*d e");
    }

    @Test
    void csvCellIsQuotedWhereNeeded() {
        assertThat(CsvTable.quote("plain")).isEqualTo("plain");
        assertThat(CsvTable.quote("a,\"b\"\n")).isEqualTo("\"a,\"\"b\"\"\n\"");
    }

    @Test
    void latexSpecialCharactersArePrinted() {
        assertThat(LatexTable.escape("a_b%&#${}~^\\±"))
                .isEqualTo("a\\_b\\%\\&\\#\\$\\{\\}\\textasciitilde{}\\textasciicircum{}\\textbackslash{}$\\pm$");
    }

    @ParameterizedTest
    @CsvSource({"0.125,0.13", "999999,999999.00", "1e6,1.00e+06", "-1e6,-1.00e+06"})
    void measuredValuesHaveTwoDecimalsBelowAMillion(double value, String text) {
        assertThat(NumberText.measured(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"NaN,-", "0.0000999,<0.0001", "1e-4,0.0001", "0.04567,0.046", "1,1", "0.5,0.5"})
    void probabilitiesHaveTwoDigits(double value, String text) {
        assertThat(NumberText.probability(value)).isEqualTo(text);
    }

    @Test
    void aLongTableIsCutWithANote() {
        TextTable table = TextTable.of("title", List.of("a"), List.of(List.of("1"), List.of("2"), List.of("3")));
        assertThat(table.headings()).extracting(TextTable.Heading::plain).containsExactly("a");
        assertThat(table.first(3)).isSameAs(table);
        assertThat(table.first(2).lines()).containsExactly(List.of("1"), List.of("2"));
        assertThat(table.first(2).title()).isEqualTo("title");
        assertThat(table.first(2).notes()).containsExactly("The first 2 of 3 lines.");
    }

    @Test
    void htmlHasHeadingsCellsAndNotes() {
        List<List<String>> lines = List.of(List.of("x".repeat(59), "x".repeat(60)));
        TextTable plain = TextTable.of("a < b", List.of("one", "two"), lines);
        assertThat(HtmlText.table(plain))
                .contains("<h3>a &lt; b</h3>")
                .contains("<tr><th scope=\"col\"><span>one</span></th><th scope=\"col\"><span>two</span></th></tr>")
                .contains("<tr><td>" + "x".repeat(59) + "</td><td class=\"long\">" + "x".repeat(60) + "</td></tr>")
                .doesNotContain("<ul");
        TextTable noted = new TextTable("t", 1, plain.headings(), lines, List.of("a & b"));
        assertThat(HtmlText.table(noted)).contains("<ul class=\"notes\">\n<li>a &amp; b</li>\n</ul>");
    }

    @Test
    void aQuantityHasItsTextAndTitle() {
        assertThat(List.of(
                        Quantity.kappa("W1"),
                        Quantity.ofLayer(Metric.KAPPA, "W1", 0),
                        Quantity.accuracy(new Snr(0.5)),
                        Quantity.ofTrial(Metric.STEPS),
                        Quantity.ofEvaluation(Metric.ERROR_RATIO, Snr.INFINITE)))
                .extracting(quantity -> quantity.text() + "|" + quantity.title() + "|" + quantity.column())
                .containsExactly(
                        "kappa(W1)|kappa(W1)|kappa",
                        "kappa(W1)@0|kappa(W1) epoch 0|kappa",
                        "accuracy(0.5)|accuracy % (SNR 0.5)|accuracyPercent",
                        "steps|steps|steps",
                        "errorRatio(inf)|error ratio|errorRatio");
    }
}
