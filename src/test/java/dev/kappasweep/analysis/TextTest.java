package dev.kappasweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "0.001,0.001", "1e-4,0.0001", "1e-7,1E-7", "100,100", "12500,12500", "1e10,1E+10"})
    void parametersHaveNoNeedlessDigits(double value, String text) {
        assertThat(NumberText.plain(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.04,+0.04", "-0.224,-0.22", "0,+0.00", "-0.001,+0.00", "-1e7,-1.00e+07"})
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
}
