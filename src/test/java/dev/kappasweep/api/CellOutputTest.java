package dev.kappasweep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.analysis.HtmlText;
import dev.kappasweep.figure.Figure;
import dev.kappasweep.figure.FigureFiles;
import dev.kappasweep.sweep.InvalidInputException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What cells show of the results that are kept as a fixture; NotebooksTest has data sets of Spark. */
class CellOutputTest {
    private final SweepResults results = SweepResults.read(Path.of("src/test/resources/results/version-5"));

    @Test
    void tableIsShownAsHtmlAndWhereThatIsNotPossibleAsText() {
        CellOutput output = CellOutput.of(results.table("summary")).orElseThrow();
        assertThat(output.mime()).isEqualTo("text/html");
        assertThat(output.content())
                .isEqualTo(HtmlText.table(results.table("summary").forPeople()))
                .contains("<h3>sample</h3>");
        assertThat(output.text()).contains("sample").doesNotContain("<");
    }

    @Test
    void figureIsShownAsSvg() {
        Figure figure = results.figure("timeline");
        assertThat(CellOutput.of(figure))
                .contains(new CellOutput("image/svg+xml", FigureFiles.svg(figure), figure.title()));
    }

    @Test
    void otherValuesAreLeftToTheNotebook() {
        assertThat(CellOutput.of("text")).isEmpty();
    }

    @Test
    void figureThatIsNotThereIsRefusedWithThoseThatAre() {
        assertThatThrownBy(() -> results.figure("search-rungs"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("figure: 'search-rungs' is not allowed, expected one of ")
                .hasMessageContaining("timeline");
    }

    @Test
    void tableThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> results.table("table9"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("table: 'table9' is not allowed");
    }
}
