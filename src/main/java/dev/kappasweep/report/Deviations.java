package dev.kappasweep.report;

import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.HtmlText;
import dev.kappasweep.analysis.MixedTrials;
import dev.kappasweep.analysis.PaperTable;
import dev.kappasweep.analysis.TableCheck;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.table.SweepSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a sweep and its results differ from what was published, and its trials from each other in what must be equal. */
final class Deviations {
    private final Grid grid;
    private final List<PaperTable> tables;

    Deviations(Grid grid, List<PaperTable> tables) {
        this.grid = grid;
        this.tables = tables;
    }

    String html() {
        StringBuilder text = new StringBuilder();
        tables.stream().filter(PaperTable::hasPublished).forEach(table -> text.append(published(table)));
        if (text.isEmpty()) {
            text.append("<p>No table of this report has published values.</p>\n");
        }
        List<TrialRow> trials = grid.results().trials();
        Stream.of(
                        MixedTrials.mixed("objective version", trials, row -> Integer.toString(row.objectiveVersion())),
                        MixedTrials.mixed(
                                "build", trials, row -> row.environment().gitCommit()),
                        MixedTrials.mixed("kind of CPU kernels", trials, MixedTrials::kernelsThatMatter))
                .flatMap(Optional::stream)
                .forEach(sentence ->
                        text.append("<p>").append(HtmlText.escape(sentence)).append("</p>\n"));
        return text.toString();
    }

    private String published(PaperTable table) {
        TableCheck check = TableCheck.of(table);
        StringBuilder text = new StringBuilder();
        text.append("<p>")
                .append(HtmlText.escape(table.spec().name() + ": " + check.summary()))
                .append(".</p>\n");
        list(check.differing(), text);
        for (PublishedTable published : table.spec().published()) {
            List<String> settings = SweepSettings.differences(grid.sweep(), published.setting());
            if (!settings.isEmpty()) {
                text.append("<p>Not the setting of ")
                        .append(HtmlText.escape(published.name()))
                        .append(":</p>\n");
                list(settings, text);
            }
        }
        return text.toString();
    }

    private static void list(List<String> lines, StringBuilder text) {
        if (!lines.isEmpty()) {
            text.append("<ul>\n");
            lines.forEach(
                    line -> text.append("<li>").append(HtmlText.escape(line)).append("</li>\n"));
            text.append("</ul>\n");
        }
    }
}
