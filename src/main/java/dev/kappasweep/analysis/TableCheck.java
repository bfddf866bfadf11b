package dev.kappasweep.analysis;

import dev.kappasweep.statistics.Rounding;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.PublishedValue;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a table against its published values.
 *
 * @param compared how many cells have a published value
 * @param differing a line for each of these cells that is off by more than its tolerance, or has no value
 */
public record TableCheck(int compared, List<String> differing) {
    public TableCheck {
        differing = List.copyOf(differing);
    }

    /**
     * Compares every cell that has a published value.
     *
     * @throws InvalidInputException if there is none
     */
    public static TableCheck of(PaperTable table) {
        List<String> differing = new ArrayList<>();
        int compared = 0;
        for (PaperTable.Row row : table.rows()) {
            for (PaperTable.Cell cell : row.present()) {
                if (cell.published().isPresent()) {
                    compared++;
                    if (!isWithin(cell)) {
                        differing.add(line(table, cell, cell.published().get()));
                    }
                }
            }
        }
        if (compared == 0) {
            throw new InvalidInputException("table " + table.spec().name()
                    + ": no cell has a published value, expected a table with some, as table1");
        }
        return new TableCheck(compared, differing);
    }

    /** What is as far off as allowed is within, whatever its difference is rounded to. */
    static boolean isWithin(PaperTable.Cell cell) {
        return cell.difference()
                .flatMap(difference -> cell.published()
                        .map(known -> Math.abs(difference)
                                <= known.tolerance()
                                        + Rounding.RELATIVE
                                                * Math.max(Math.abs(cell.value()), Math.abs(known.value()))))
                .orElse(false);
    }

    private static String line(PaperTable table, PaperTable.Cell cell, PublishedValue published) {
        String where = String.join(
                " ",
                table.rowAxes().stream()
                        .map(axis -> axis.title() + " " + axis.text(cell.configuration()))
                        .toList());
        return where + ", " + cell.quantity().title() + ": " + cell.text()
                + ", published " + NumberText.measured(published.value()) + ", allowed ± "
                + NumberText.measured(published.tolerance())
                + cell.difference()
                        .map(value -> ", difference " + NumberText.signed(value))
                        .orElse("");
    }

    public boolean isPassed() {
        return differing.isEmpty();
    }
}
