package dev.kappasweep.analysis;

import dev.kappasweep.sampler.Point;
import dev.kappasweep.sampler.Ranking;
import dev.kappasweep.sampler.Told;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchConstraint;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.table.Aggregate;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configurations of a sweep that were trained to their end, best first: those with every seed before the others, what keeps all
 * constraints before what does not, then by the mean over seeds of the objective; of several objectives front by front, as
 * {@link Ranking#best}.
 */
public final class BestTable implements ResultTable {
    private final Grid grid;
    private final List<SearchObjective> objectives;
    private final List<SearchConstraint> constraints;
    private final List<Quantity> quantities;
    private final List<Configuration> ranked;
    private final Set<Configuration> front;

    private BestTable(
            Grid grid,
            List<SearchObjective> objectives,
            List<SearchConstraint> constraints,
            List<Quantity> quantities,
            List<Configuration> ranked,
            Set<Configuration> front) {
        this.grid = grid;
        this.objectives = objectives;
        this.constraints = constraints;
        this.quantities = quantities;
        this.ranked = ranked;
        this.front = front;
    }

    /**
     * Of a sweep's results.
     *
     * @param objectives at least one
     * @throws InvalidInputException if one is measured of no trial, or is several numbers
     */
    public static BestTable of(Grid grid, List<SearchObjective> objectives, List<SearchConstraint> constraints) {
        List<Quantity> quantities = Stream.concat(
                        objectives.stream().map(SearchObjective::metric),
                        constraints.stream().map(SearchConstraint::metric))
                .map(metric -> quantity(metric, grid))
                .toList();
        List<Configuration> measured = grid.configurations().stream()
                .filter(one -> quantities.stream()
                        .allMatch(quantity -> grid.estimate(one, quantity).n() > 0))
                .toList();
        List<Told> told = new ArrayList<>();
        for (Configuration one : measured) {
            told.add(told(told.size(), one, grid, objectives, constraints, quantities));
        }
        List<Configuration> ranked = Ranking.best(told, told.size()).stream()
                .map(one -> measured.get((int) one.number()))
                .sorted(Comparator.comparing(one -> !isWhole(one, grid, quantities)))
                .toList();
        Set<Configuration> front = Ranking.feasibleFront(told).stream()
                .map(one -> measured.get((int) one.number()))
                .collect(Collectors.toSet());
        return new BestTable(grid, objectives, constraints, quantities, ranked, front);
    }

    private static Quantity quantity(String metric, Grid grid) {
        List<Quantity> asked = MetricPattern.parse(metric).quantities(grid.sweep());
        if (asked.size() != 1) {
            throw new InvalidInputException("metric: '" + metric + "' is " + asked.size() + " numbers, expected one of "
                    + asked.stream().map(Quantity::text).collect(Collectors.joining(", ")));
        }
        return asked.get(0);
    }

    private static boolean isWhole(Configuration one, Grid grid, List<Quantity> quantities) {
        Estimate first = grid.estimate(one, quantities.get(0));
        return first.n() == first.planned();
    }

    private static Told told(
            int number,
            Configuration one,
            Grid grid,
            List<SearchObjective> objectives,
            List<SearchConstraint> constraints,
            List<Quantity> quantities) {
        List<Double> losses = new ArrayList<>();
        List<Double> violations = new ArrayList<>();
        for (int i = 0; i < quantities.size(); i++) {
            double mean = grid.estimate(one, quantities.get(i)).mean();
            if (i < objectives.size()) {
                losses.add(objectives.get(i).loss(mean));
            } else {
                violations.add(constraints.get(i - objectives.size()).violation(mean));
            }
        }
        return new Told(number, new Point(), losses, violations);
    }

    /** Best first. */
    public List<Configuration> ranked() {
        return ranked;
    }

    @Override
    public TextTable forPeople() {
        List<Parameter> axes = grid.sweep().shown();
        List<TextTable.Heading> headings = new ArrayList<>();
        axes.forEach(axis -> headings.add(WideTable.heading(axis)));
        quantities.forEach(quantity -> headings.add(WideTable.heading(quantity)));
        if (objectives.size() > 1) {
            headings.add(TextTable.Heading.of("on the front"));
        }
        return new TextTable(
                grid.sweep().name() + ": best configurations",
                axes.size(),
                headings,
                ranked.stream().map(one -> line(axes, one)).toList(),
                notes());
    }

    private List<String> line(List<Parameter> axes, Configuration one) {
        List<String> line = new ArrayList<>();
        axes.forEach(axis -> line.add(one.text(axis)));
        for (Quantity quantity : quantities) {
            line.add(CellText.of(
                    grid.estimate(one, quantity),
                    Aggregate.MEAN,
                    quantity.metric().decimals()));
        }
        if (objectives.size() > 1) {
            line.add(front.contains(one) ? "yes" : "no");
        }
        return line;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(Stream.concat(
                        objectives.stream().map(SearchObjective::text),
                        constraints.stream().map(SearchConstraint::text))
                .collect(Collectors.joining(", ", "Best first: ", ".")));
        notes.add(
                "Trained to the last epoch, mean over n seeds, ± half the 95 % confidence interval of the mean (Student's t)."
                        + " The best of many is better in these means than it would be with new seeds.");
        int others = grid.configurations().size() - ranked.size();
        if (others > 0) {
            notes.add(others + " of " + grid.configurations().size()
                    + " configurations were not trained to their end with a value.");
        }
        return notes;
    }

    @Override
    public DataTable forPrograms() {
        return DataTable.of(ranked.stream().map(this::data).toList());
    }

    private Map<String, @Nullable Object> data(Configuration one) {
        DataTable.Row row = new DataTable.Row();
        row.put("sweep", grid.sweep().name());
        row.put(one, grid.columns());
        for (Quantity quantity : quantities) {
            row.put(quantity.text(), grid.estimate(one, quantity).mean());
            row.put(quantity.text() + ".n", grid.estimate(one, quantity).n());
        }
        return row.put("front", front.contains(one) ? 1 : 0).values();
    }
}
