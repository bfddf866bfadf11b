package dev.kappasweep.analysis;

import dev.kappasweep.sweep.SweepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** The sentences under a table: how its numbers came about and what is missing from it. */
final class TableNotes {
    private TableNotes() {}

    static List<String> of(SweepSpec sweep, TableLayout layout, List<PaperTable.Row> rows) {
        List<Estimate> estimates = rows.stream()
                .flatMap(row -> row.cells().stream())
                .map(PaperTable.Cell::estimate)
                .toList();
        List<String> notes = new ArrayList<>();
        addStatistics(notes, sweep, estimates);
        addMissing(notes, rows);
        if (layout == TableLayout.TABLE1) {
            addPublished(notes, sweep);
        }
        return List.copyOf(notes);
    }

    private static void addStatistics(List<String> notes, SweepSpec sweep, List<Estimate> estimates) {
        notes.add("Kappa after epoch " + sweep.training().epochs() + "; accuracy on the test images, mean over "
                + sweep.evaluation().draws() + " noise draws at a finite SNR.");
        if (estimates.stream().anyMatch(estimate -> estimate.n() > 1)) {
            notes.add("Mean over n seeds, ± half the 95 % confidence interval of the mean (Student's t).");
        }
        if (estimates.stream().anyMatch(estimate -> estimate.n() == 1)) {
            notes.add("n=1: a single seed gives no interval.");
        }
    }

    private static void addMissing(List<String> notes, List<PaperTable.Row> rows) {
        int planned = sum(rows, Estimate::planned);
        int notRun = sum(rows, Estimate::notRun);
        int diverged = sum(rows, Estimate::diverged);
        int failed = sum(rows, Estimate::failed);
        if (notRun + diverged + failed > 0) {
            notes.add("Of " + planned + " trials " + notRun + " not run, " + diverged + " diverged, " + failed
                    + " failed; means are over the others.");
        }
    }

    /** Over configurations: the counts are those of trials, so any one cell of a row has them. */
    private static int sum(List<PaperTable.Row> rows, ToIntFunction<Estimate> count) {
        return rows.stream()
                .flatMap(row -> row.cells().stream().limit(1))
                .map(PaperTable.Cell::estimate)
                .mapToInt(count)
                .sum();
    }

    private static void addPublished(List<String> notes, SweepSpec sweep) {
        notes.add("Published: " + PublishedTable1.SOURCE + "; difference: measured minus published.");
        List<String> differences = PublishedTable1.differences(sweep);
        if (!differences.isEmpty()) {
            notes.add("Not the published setting: " + String.join(", ", differences) + ".");
        }
    }
}
