package dev.kappasweep.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.figure.FigureFixture;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.StoredResults;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final ReportOrigin ORIGIN =
            new ReportOrigin(Instant.parse("2026-01-02T03:04:05Z"), Optional.of("name: drawn # <mine>\n"));

    @BeforeAll
    static void skipWithoutFonts() {
        FigureFixture.skipWithoutFonts();
    }

    private static String html() {
        return Report.html(FigureFixture.grid(), FigureFixture.importance(), ORIGIN);
    }

    @Test
    void pageHasEverySection() {
        assertThat(html())
                .contains("<h1>drawn</h1>")
                .contains("9 trials planned, 8 completed, 1 diverged")
                .contains("<td>training.epochs</td><td>50</td>")
                .contains("<td>43.00 ± 6.57 (n=3)</td>")
                .contains("<td>published</td>")
                .contains("published values are within their tolerance")
                .contains("differences from lambda 0")
                .contains("Pareto front")
                .contains("<td>DIVERGED</td>")
                .contains("loss is NaN at step 7")
                .contains("data set digest")
                .contains("@inproceedings{nenov2024smooth");
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        String page = html();
        List<String> targets = Pattern.compile("\\b(?:src|href|xlink:href|action)=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .filter(target -> !target.startsWith("#") && !target.startsWith("data:"))
                .toList();
        assertThat(targets).isEmpty();
        assertThat(page).doesNotContain("@import").doesNotContain("fetch(").contains("default-src 'none'");
    }

    @Test
    void idsAreUniqueAndTheirReferencesExist() {
        String page = html();
        List<String> ids = all(page, "\\bid=\"([^\"]*)\"");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).containsAll(all(page, "url\\(#([^)]*)\\)"));
        assertThat(ids).containsAll(all(page, "href=\"#([^\"]*)\""));
    }

    private static List<String> all(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void whatCameOutIsFirstAndSettingsAreFolded() {
        assertThat(html())
                .containsSubsequence(
                        "Made 2026-01-02 03:04 UTC.",
                        "<h2 id=\"tables\">",
                        "<h2 id=\"figures\">",
                        "<h2 id=\"comparisons\">",
                        "<h2 id=\"trials\">",
                        "<h2 id=\"failures\">",
                        "<h2 id=\"settings\">",
                        "<details>\n<summary>The sweep file</summary>\n<pre>name: drawn # &lt;mine&gt;",
                        "<summary>All settings")
                .doesNotContain("[\"");
        assertThat(Report.html(
                        FigureFixture.grid(),
                        FigureFixture.importance(),
                        new ReportOrigin(ORIGIN.made(), Optional.empty())))
                .doesNotContain("The sweep file");
    }

    @Test
    void trialsHaveWhatTheyCameTo() {
        String trials = html().replaceAll("(?s).*<h2 id=\"trials\">(.*?)<h2 id.*", "$1");
        assertThat(trials)
                .contains(
                        "<span>kappa(W1)</span>",
                        "<span>accuracy % (SNR inf)</span>",
                        "<span>accuracy % (SNR 1)</span>")
                .containsPattern("<td>0.01</td><td>1</td><td>COMPLETED</td><td>\\d+</td><td>4.50</td><td>96.75</td>");
    }

    @Test
    void whereNothingCameOutFailuresAreFirst() {
        assertThat(Report.html(FigureFixture.failed(), FigureFixture.importance(), ORIGIN))
                .containsSubsequence("6 of 9 trials had no result yet", "<h2 id=\"failures\">", "<h2 id=\"tables\">")
                .contains("No trial is COMPLETED: nothing to compare.")
                .doesNotContain("no pair");
    }

    @Test
    void sweepThatHasNotBegunHasAReport() {
        assertThat(Report.html(FigureFixture.empty(), FigureFixture.importance(), ORIGIN))
                .contains("none has ended")
                .contains("not run")
                .contains("Every trial that ended is COMPLETED.");
    }

    @Test
    void whatIsUnusualInTheDataIsSaidWhereTheSettingsAre(@TempDir Path directory) {
        try (ResultStore store = ResultStore.open(directory, SampleSweep.withSeeds(1L), SampleSweep.DATA)) {
            store.keepDataNotices(List.of("1 of 11 classes has no <test> image: 0"));
        }
        Grid grid = new Grid(StoredResults.read(directory));

        assertThat(Report.html(grid, FigureFixture.importance(), ORIGIN))
                .containsSubsequence(
                        "<h2 id=\"settings\">",
                        "<p>Data: 1 of 11 classes has no &lt;test&gt; image: 0.</p>",
                        "<h2 id=\"provenance\">");
        assertThat(html()).doesNotContain("<p>Data:");
    }

    @Test
    void equalResultsGiveAnEqualPage() {
        assertThat(html()).isEqualTo(html());
    }
}
