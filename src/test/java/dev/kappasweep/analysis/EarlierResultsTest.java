package dev.kappasweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultTables;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EarlierResultsTest {
    /** Its trials have ids of the first objective version, which no spec of today has. */
    @Test
    void resultsOfTheFirstSchemaVersionMakeATable() throws URISyntaxException {
        Path directory = Path.of(
                EarlierResultsTest.class.getResource("/results/version-1").toURI());
        ResultTables results = ResultDirectory.read(directory);
        assertThat(TableFormat.MARKDOWN.write(PaperTable.of(results)))
                .contains("9.50 (n=1)")
                .contains("failed 1/1");
        assertThat(ParetoFront.of(new Grid(results)).points()).hasSize(1);
    }
}
