package dev.kappasweep.analysis;

import dev.kappasweep.sweep.DecimalText;
import dev.kappasweep.sweep.InvalidInputException;
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
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Regularisers at matched accuracy: of each, and of dropout, the largest strength whose mean accuracy without noise is at most so
 * many points below that of the network without it, over the seeds that both have.
 */
public final class MatchedTable implements ResultTable {
    private final Grid grid;
    private final double within;
    private final List<Quantity> quantities;
    private final List<Configuration> baselines;
    private final List<MatchedFamily> families;

    private MatchedTable(Grid grid, double within, List<Quantity> quantities, List<MatchedFamily> families) {
        this.grid = grid;
        this.within = within;
        this.quantities = List.copyOf(quantities);
        this.families = List.copyOf(families);
        this.baselines =
                families.stream().map(MatchedFamily::baseline).distinct().toList();
    }

    /**
     * Of every regulariser of the grid.
     *
     * @param within percentage points, at least 0
     * @throws InvalidInputException if accuracy is not what the experiment measures, or lambda 0 is not in the sweep
     */
    public static MatchedTable of(Grid grid, double within) {
        List<Quantity> accuracies = grid.mainEvaluations();
        if (accuracies.get(0).metric() != Metric.ACCURACY) {
            throw new InvalidInputException("matched: the sweep measures "
                    + accuracies.get(0).metric().title() + ", expected an experiment that measures accuracy");
        }
        List<Quantity> bySnr = accuracies.stream()
                .sorted(Comparator.comparing(quantity -> snr(quantity).value(), Comparator.reverseOrder()))
                .toList();
        List<Quantity> quantities = new ArrayList<>();
        quantities.add(bySnr.get(0));
        quantities.add(Quantity.kappa(grid.sweep().penalisedLayers().get(0)));
        quantities.addAll(bySnr.subList(1, bySnr.size()));
        List<MatchedFamily> families = MatchedFamily.all(grid, bySnr.get(0), within);
        if (families.isEmpty()) {
            throw new InvalidInputException(
                    "matched: no penalty and no dropout beside a network without it, expected a "
                            + "sweep with lambda 0 and others");
        }
        return new MatchedTable(grid, within, quantities, families);
    }

    private static Snr snr(Quantity quantity) {
        return Stream.ofNullable(quantity.snr()).findFirst().orElse(Snr.INFINITE);
    }

    List<MatchedFamily> families() {
        return families;
    }

    @Override
    public TextTable forPeople() {
        List<TextTable.Heading> headings = new ArrayList<>();
        headings.add(TextTable.Heading.of("regularizer"));
        others().forEach(axis -> headings.add(WideTable.heading(axis)));
        headings.add(TextTable.Heading.of("strength"));
        headings.add(TextTable.Heading.of("difference"));
        quantities.forEach(quantity -> headings.add(WideTable.heading(quantity)));
        headings.add(TextTable.Heading.of("next strength"));
        List<List<String>> lines = new ArrayList<>();
        baselines.forEach(baseline -> lines.add(baselineLine(baseline)));
        families.forEach(family -> lines.add(line(family)));
        return new TextTable(
                grid.sweep().name() + ": regularisers at matched accuracy",
                1 + others().size(),
                headings,
                lines,
                notes());
    }

    /** The axes with several values beside kind, lambda and dropout; dropout where a penalty is tried with it. */
    private List<Parameter> others() {
        return grid.sweep().shown().stream()
                .filter(axis -> axis != Parameter.REGULARIZER && axis != Parameter.LAMBDA)
                .filter(axis ->
                        axis != Parameter.DROPOUT || baselines.stream().anyMatch(baseline -> baseline.dropout() > 0))
                .toList();
    }

    private List<String> baselineLine(Configuration baseline) {
        List<String> line = new ArrayList<>();
        line.add("none");
        others().forEach(axis -> line.add(baseline.text(axis)));
        line.addAll(List.of("0", "-"));
        quantities.forEach(quantity -> line.add(CellText.of(
                grid.estimate(baseline, quantity),
                Aggregate.MEAN,
                quantity.metric().decimals())));
        line.add("-");
        return line;
    }

    private List<String> line(MatchedFamily family) {
        List<String> line = new ArrayList<>();
        line.add(family.name());
        others().forEach(axis -> line.add(family.tried().get(0).configuration().text(axis)));
        Optional<MatchedFamily.Candidate> chosen = family.chosen();
        line.add(chosen.map(family::strength).orElse("none of " + family.tried().size()));
        line.add(chosen.map(family::difference).orElse("-"));
        for (Quantity quantity : quantities) {
            line.add(chosen.map(one -> CellText.of(
                            family.estimate(one, quantity),
                            Aggregate.MEAN,
                            quantity.metric().decimals()))
                    .orElse("-"));
        }
        line.add(family.next()
                .map(next -> family.strength(next) + ": " + family.difference(next))
                .orElse(chosen.isPresent() ? "no larger one tried" : "none has values"));
        return line;
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add("Strength: lambda, or the probability of dropout; the largest one tried whose mean "
                + quantities.get(0).title() + " is at most " + DecimalText.shown(within)
                + " points below that of none, with every trial completed.");
        notes.add("Difference: of " + quantities.get(0).title()
                + " from none, mean over the seeds that both have, ± half "
                + "its 95 % confidence interval (Student's t). The other columns are over the same seeds.");
        notes.add(
                "Next strength: the smallest one tried above it, with its difference; where there is no such lambda, the "
                        + "one that costs least.");
        notes.addAll(grid.notes());
        return notes;
    }

    @Override
    public DataTable forPrograms() {
        return DataTable.of(families.stream().map(this::data).toList());
    }

    private Map<String, @Nullable Object> data(MatchedFamily family) {
        DataTable.Row row = new DataTable.Row();
        row.put("sweep", grid.sweep().name());
        row.put("regularizer", family.name());
        others().forEach(axis ->
                row.put(axis.label(), family.tried().get(0).configuration().text(axis)));
        row.put("within", within);
        Optional<MatchedFamily.Candidate> chosen = family.chosen();
        row.put("matched", chosen.isPresent() ? 1 : 0);
        row.put("tried", family.tried().size());
        row.put("strength", chosen.map(family::strength).orElse(""));
        row.put("pairs", chosen.map(one -> one.differences().n()).orElse(0));
        row.put("difference", chosen.map(one -> one.differences().mean()).orElse(Double.NaN));
        row.put(
                "differenceCi95Low",
                chosen.map(one -> one.differences().interval().low()).orElse(Double.NaN));
        row.put(
                "differenceCi95High",
                chosen.map(one -> one.differences().interval().high()).orElse(Double.NaN));
        for (Quantity quantity : quantities) {
            Optional<Estimate> estimate = chosen.map(one -> family.estimate(one, quantity));
            row.put(quantity.text(), estimate.map(Estimate::mean).orElse(Double.NaN));
            row.put(
                    quantity.text() + ".ci95Low",
                    estimate.map(one -> one.interval().low()).orElse(Double.NaN));
            row.put(
                    quantity.text() + ".ci95High",
                    estimate.map(one -> one.interval().high()).orElse(Double.NaN));
            row.put(quantity.text() + ".n", estimate.map(Estimate::n).orElse(0));
            row.put(
                    quantity.text() + ".none",
                    grid.estimate(family.baseline(), quantity).mean());
        }
        return row.values();
    }
}
