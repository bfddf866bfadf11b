package dev.kappasweep.analysis;

import dev.kappasweep.statistics.Interval;
import dev.kappasweep.statistics.Rounding;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.sweep.Tolerance;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds a table against its published values.
 *
 * @param compared how many published values have been compared
 * @param differing a line for each of these that is further from what was measured than its tolerance, or whose cell has no value
 * @param withoutSpread how many were not, since their tolerance is the spread of seeds and there is one seed
 */
public record TableCheck(int compared, List<String> differing, int withoutSpread) {
    /** Of the interval in which a published value must lie as one more run. */
    public static final double CONFIDENCE = 0.99;

    public TableCheck {
        differing = List.copyOf(differing);
    }

    /**
     * Compares every published value that has a tolerance.
     *
     * @throws InvalidInputException if there is none
     */
    public static TableCheck of(PaperTable table) {
        List<String> differing = new ArrayList<>();
        int compared = 0;
        int withoutSpread = 0;
        for (PaperTable.Cell cell : table.cells()) {
            for (PaperTable.Reference reference : cell.references()) {
                if (isWithoutSpread(cell, reference.known())) {
                    withoutSpread++;
                } else if (reference.known().tolerance().kind() != Tolerance.Kind.NONE) {
                    compared++;
                    if (!isWithin(cell, reference.known())) {
                        differing.add(line(table, cell, reference));
                    }
                }
            }
        }
        requireSome(table, compared + withoutSpread);
        return new TableCheck(compared, differing, withoutSpread);
    }

    private static void requireSome(PaperTable table, int known) {
        if (known == 0) {
            throw new InvalidInputException("table " + table.spec().name()
                    + ": no cell has a published value to be held against, expected a table with some, as table1");
        }
    }

    private static boolean isWithoutSpread(PaperTable.Cell cell, PublishedValue known) {
        return known.tolerance().kind() == Tolerance.Kind.SEEDS
                && cell.estimate().n() == 1;
    }

    /** What is as far off as allowed is within, whatever its difference is rounded to. */
    static boolean isWithin(PaperTable.Cell cell, PublishedValue known) {
        double rounding = Rounding.RELATIVE * Math.max(Math.abs(cell.value()), Math.abs(known.value()));
        return cell.difference(known)
                .map(difference -> Math.abs(difference) <= allowed(cell, known.tolerance()) + rounding)
                .orElse(false);
    }

    /**
     * How far a published value may be from the cell's. By seeds: half the {@value #CONFIDENCE} prediction interval of one more
     * run, t s sqrt(1 + 1/n) with Student's t of n - 1 degrees of freedom, where s^2 is the variance over the n seeds; the square of
     * the tolerance's own error is added to s^2 (1 + 1/n).
     */
    static double allowed(PaperTable.Cell cell, Tolerance tolerance) {
        return switch (tolerance.kind()) {
            case FIXED -> tolerance.amount();
            case SEEDS -> {
                Interval interval = cell.estimate().values().prediction(CONFIDENCE, tolerance.amount());
                yield interval.halfWidth();
            }
            case NONE -> Double.POSITIVE_INFINITY;
        };
    }

    private static String line(PaperTable table, PaperTable.Cell cell, PaperTable.Reference reference) {
        PublishedValue known = reference.known();
        String where = String.join(
                " ",
                table.rowAxes().stream()
                        .map(axis -> axis.label() + " " + cell.configuration().text(axis))
                        .toList());
        double allowed = allowed(cell, known.tolerance());
        return where + ", " + cell.quantity().title() + ": " + cell.text() + ", " + reference.name() + " "
                + NumberText.measured(known.value())
                + (Double.isNaN(allowed) ? "" : ", allowed ± " + NumberText.measured(allowed))
                + cell.difference(known)
                        .map(value -> ", difference " + NumberText.signed(value))
                        .orElse("");
    }

    public boolean isPassed() {
        return differing.isEmpty();
    }

    /** How the comparison ended. */
    public String summary() {
        return (compared - differing.size()) + " of " + compared + " published values are within their tolerance"
                + (withoutSpread == 0 ? "" : "; " + withoutSpread + " need two seeds, whose spread is their tolerance");
    }
}
