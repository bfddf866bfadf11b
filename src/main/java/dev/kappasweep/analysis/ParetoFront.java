package dev.kappasweep.analysis;

import dev.kappasweep.statistics.Rounding;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.table.Aggregate;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which configurations no other one beats in all of: what the experiment evaluates without noise and at the lowest SNR (accuracy
 * at SNR inf and 0.5 in the paper's), and kappa of the first penalised layer. Means over the seeds are compared.
 */
public final class ParetoFront implements ResultTable {
    private final Grid grid;
    private final List<Quantity> objectives;
    private final List<Point> points;

    /**
     * A configuration with results.
     *
     * @param estimates of the objectives in their order
     * @param dominatedBy null if it is on the front, else one that is at least as good in every objective and better in one
     */
    public record Point(
            Configuration configuration,
            List<Estimate> estimates,
            @Nullable Configuration dominatedBy) {
        public boolean isOnFront() {
            return dominatedBy == null;
        }
    }

    private ParetoFront(Grid grid, List<Quantity> objectives, List<Point> points) {
        this.grid = grid;
        this.objectives = List.copyOf(objectives);
        this.points = List.copyOf(points);
    }

    public static ParetoFront of(Grid grid) {
        List<Quantity> objectives = objectives(grid);
        List<Point> measured = grid.configurations().stream()
                .map(one -> new Point(
                        one,
                        objectives.stream()
                                .map(quantity -> grid.estimate(one, quantity))
                                .toList(),
                        null))
                .filter(point -> point.estimates().stream().allMatch(estimate -> estimate.n() > 0))
                .toList();
        List<Point> points = measured.stream()
                .map(point ->
                        new Point(point.configuration(), point.estimates(), dominator(point, measured, objectives)))
                .toList();
        return new ParetoFront(grid, objectives, points);
    }

    private static List<Quantity> objectives(Grid grid) {
        List<Quantity> evaluations = grid.mainEvaluations();
        Metric metric = evaluations.get(0).metric();
        List<Snr> snr = evaluations.stream()
                .flatMap(quantity -> Stream.ofNullable(quantity.snr()))
                .sorted(Comparator.reverseOrder())
                .toList();
        List<Quantity> objectives = new ArrayList<>();
        objectives.add(Quantity.ofEvaluation(metric, snr.get(0)));
        if (snr.size() > 1) {
            objectives.add(Quantity.ofEvaluation(metric, snr.get(snr.size() - 1)));
        }
        objectives.add(Quantity.kappa(grid.sweep().penalisedLayers().get(0)));
        return objectives;
    }

    private static @Nullable Configuration dominator(Point point, List<Point> others, List<Quantity> objectives) {
        return others.stream()
                .filter(other -> dominates(other, point, objectives))
                .map(Point::configuration)
                .findFirst()
                .orElse(null);
    }

    private static boolean dominates(Point one, Point other, List<Quantity> objectives) {
        boolean isBetter = false;
        for (int i = 0; i < objectives.size(); i++) {
            double gain = Rounding.difference(
                    one.estimates().get(i).mean(), other.estimates().get(i).mean());
            gain *= objectives.get(i).metric().isBetterWhenLarger() ? 1 : -1;
            if (gain < 0) {
                return false;
            }
            isBetter |= gain > 0;
        }
        return isBetter;
    }

    public List<Quantity> objectives() {
        return objectives;
    }

    public List<Point> points() {
        return points;
    }

    @Override
    public TextTable forPeople() {
        List<Parameter> axes = grid.sweep().shown();
        List<TextTable.Heading> headings = new ArrayList<>();
        axes.forEach(axis -> headings.add(WideTable.heading(axis)));
        objectives.forEach(quantity -> headings.add(WideTable.heading(quantity)));
        headings.add(TextTable.Heading.of("on the front"));
        List<List<String>> lines =
                points.stream().map(point -> line(axes, point)).toList();
        return new TextTable(grid.sweep().name() + ": Pareto front", axes.size(), headings, lines, notes());
    }

    private List<String> line(List<Parameter> axes, Point point) {
        List<String> line = new ArrayList<>();
        axes.forEach(axis -> line.add(point.configuration().text(axis)));
        for (int i = 0; i < objectives.size(); i++) {
            int decimals = objectives.get(i).metric().decimals();
            line.add(CellText.of(point.estimates().get(i), Aggregate.MEAN, decimals));
        }
        Configuration by = point.dominatedBy();
        line.add(
                by == null
                        ? "yes"
                        : "no, see "
                                + String.join(
                                        " ",
                                        axes.stream()
                                                .map(axis -> axis.label() + " " + by.text(axis))
                                                .toList()));
        return line;
    }

    private List<String> notes() {
        List<String> directions = objectives.stream()
                .map(quantity ->
                        quantity.title() + (quantity.metric().isBetterWhenLarger() ? " (more is better)" : " (less)"))
                .toList();
        List<String> notes = new ArrayList<>();
        notes.add("On the front: no other configuration is at least as good in all of " + String.join(", ", directions)
                + " and better in one.");
        notes.add(
                "Means over the seeds are compared: what lies within the intervals of another may change places with it.");
        int without = grid.configurations().size() - points.size();
        if (without > 0) {
            notes.add(without + " of " + grid.configurations().size()
                    + " configurations have no values yet or none at all.");
        }
        notes.addAll(grid.notes());
        return notes;
    }

    @Override
    public DataTable forPrograms() {
        return DataTable.of(points.stream().map(this::data).toList());
    }

    private Map<String, @Nullable Object> data(Point point) {
        DataTable.Row row = new DataTable.Row();
        row.put("sweep", grid.sweep().name());
        row.put(point.configuration(), grid.columns());
        for (int i = 0; i < objectives.size(); i++) {
            row.put(objectives.get(i).text(), point.estimates().get(i).mean());
            row.put(objectives.get(i).text() + ".n", point.estimates().get(i).n());
        }
        return row.put("front", point.isOnFront() ? 1 : 0).values();
    }
}
