package dev.kappasweep.analysis;

import dev.kappasweep.statistics.Bootstrap;
import dev.kappasweep.statistics.Holm;
import dev.kappasweep.statistics.Interval;
import dev.kappasweep.statistics.PairedComparison;
import dev.kappasweep.statistics.Sample;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.table.Aggregate;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every configuration against its baseline, paired by seed: trials with the same seed start from the same weights and see the
 * same batches and noise.
 */
public final class ComparisonTable implements ResultTable {
    private final Grid grid;
    private final Baseline baseline;
    private final List<Row> rows;

    /**
     * One configuration and quantity. Both p-values are two-sided.
     *
     * @param planned seeds of the configuration
     * @param comparison over the seeds for which both trials are completed with a finite value
     * @param tHolm the t test's p-value, corrected for the family of all rows
     * @param wilcoxonHolm likewise
     */
    record Row(
            Configuration configuration,
            Configuration baseline,
            Quantity quantity,
            int planned,
            Estimate estimate,
            Estimate baselineEstimate,
            PairedComparison comparison,
            double tHolm,
            double wilcoxonHolm) {
        Row withHolm(double t, double wilcoxon) {
            return new Row(
                    configuration, baseline, quantity, planned, estimate, baselineEstimate, comparison, t, wilcoxon);
        }
    }

    private ComparisonTable(Grid grid, Baseline baseline, List<Row> rows) {
        this.grid = grid;
        this.baseline = baseline;
        this.rows = corrected(rows);
    }

    /**
     * Compares every configuration that is not a baseline itself.
     *
     * @param baseline such as {@code lambda=0}; the smallest lambda if empty
     * @param metrics such as {@code kappa(W1)}; what the experiment measures if empty
     * @throws InvalidInputException if either is not in the sweep
     */
    public static ComparisonTable of(Grid grid, Optional<String> baseline, List<String> metrics) {
        Baseline chosen =
                baseline.map(text -> Baseline.parse(text, grid)).orElseGet(() -> Baseline.smallestLambda(grid));
        List<Quantity> quantities =
                metrics.isEmpty() ? grid.mainQuantities() : MetricPattern.quantities(metrics, grid.sweep());
        List<Row> rows = new ArrayList<>();
        for (Configuration configuration : grid.configurations()) {
            if (!chosen.isBaseline(configuration)) {
                chosen.of(configuration, grid)
                        .ifPresent(base ->
                                quantities.forEach(quantity -> rows.add(row(grid, configuration, base, quantity))));
            }
        }
        if (rows.isEmpty()) {
            throw new InvalidInputException("--baseline: the sweep has nothing but " + chosen.text()
                    + ", expected a baseline that some configurations differ from");
        }
        return new ComparisonTable(grid, chosen, rows);
    }

    private static Row row(Grid grid, Configuration configuration, Configuration baseline, Quantity quantity) {
        Sample differences = PairedDifferences.of(
                grid.cell(configuration).replicates(), grid.cell(baseline).replicates(), quantity);
        return new Row(
                configuration,
                baseline,
                quantity,
                grid.cell(configuration).planned(),
                grid.estimate(configuration, quantity),
                grid.estimate(baseline, quantity),
                PairedComparison.of(differences),
                Double.NaN,
                Double.NaN);
    }

    private static List<Row> corrected(List<Row> rows) {
        double[] t = Holm.adjust(
                rows.stream().mapToDouble(row -> row.comparison().tTest()).toArray());
        double[] wilcoxon = Holm.adjust(
                rows.stream().mapToDouble(row -> row.comparison().wilcoxon()).toArray());
        List<Row> corrected = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            corrected.add(rows.get(i).withHolm(t[i], wilcoxon[i]));
        }
        return List.copyOf(corrected);
    }

    List<Row> rows() {
        return rows;
    }

    @Override
    public TextTable forPeople() {
        List<Parameter> axes = grid.shown();
        List<TextTable.Heading> headings = new ArrayList<>();
        axes.forEach(axis -> headings.add(WideTable.heading(axis)));
        for (String heading : List.of(
                "quantity", "baseline", "mean", "difference", "p (t)", "Holm", "p (Wilcoxon)", "Holm (Wilcoxon)")) {
            headings.add(TextTable.Heading.of(heading));
        }
        List<List<String>> lines = rows.stream().map(row -> line(axes, row)).toList();
        return new TextTable(
                grid.sweep().name() + ": differences from " + baseline.text(),
                axes.size() + 1,
                headings,
                lines,
                notes());
    }

    private static List<String> line(List<Parameter> axes, Row row) {
        List<String> line = new ArrayList<>();
        axes.forEach(axis -> line.add(row.configuration().text(axis)));
        int decimals = row.quantity().metric().decimals();
        line.add(row.quantity().title());
        line.add(CellText.of(row.baselineEstimate(), Aggregate.MEAN, decimals));
        line.add(CellText.of(row.estimate(), Aggregate.MEAN, decimals));
        line.add(difference(row));
        for (double p : new double[] {
            row.comparison().tTest(), row.tHolm(), row.comparison().wilcoxon(), row.wilcoxonHolm()
        }) {
            line.add(NumberText.probability(p));
        }
        return line;
    }

    private static String difference(Row row) {
        return PairedDifferences.text(
                row.comparison().differences(), row.quantity().metric().decimals(), row.planned());
    }

    private List<String> notes() {
        long tTests = rows.stream()
                .filter(row -> !Double.isNaN(row.comparison().tTest()))
                .count();
        long wilcoxons = rows.stream()
                .filter(row -> !Double.isNaN(row.comparison().wilcoxon()))
                .count();
        int fewest = rows.stream()
                .mapToInt(row -> row.comparison().differences().n())
                .filter(n -> n > 0)
                .min()
                .orElse(0);
        List<String> notes = new ArrayList<>();
        notes.add(
                "Difference: mean over common seeds of configuration minus baseline, ± half its 95 % confidence interval "
                        + "(Student's t).");
        notes.add(
                "p: paired t test and Wilcoxon's signed rank test, exact, both two-sided; Holm: each corrected for its family, the "
                        + tTests + " t tests and the " + wilcoxons
                        + " of Wilcoxon in this table. Equal differences have no t test, and those of 0 neither.");
        if (fewest > 0 && fewest < 6) {
            notes.add("With " + fewest + " pairs Wilcoxon's p is never below "
                    + NumberText.probability(Math.pow(2, 1 - fewest)) + "; at least 6 are needed for 0.05.");
        }
        if (rows.stream().anyMatch(row -> row.comparison().differences().n() < row.planned())) {
            notes.add(
                    "pairs=k/m: only k of m planned seeds have a value on both sides; the others are not run, or ended "
                            + "as the means say.");
        }
        notes.addAll(grid.notes());
        return notes;
    }

    @Override
    public DataTable forPrograms() {
        return DataTable.of(rows.stream().map(this::data).toList());
    }

    private Map<String, @Nullable Object> data(Row row) {
        Sample differences = row.comparison().differences();
        Interval bootstrap = Bootstrap.ofMean(differences);
        DataTable.Row data = new DataTable.Row();
        data.put("sweep", grid.sweep().name());
        data.put("baseline", baseline.text());
        data.put(row.configuration(), grid.columns());
        LongTable.putQuantity(data, row.quantity());
        data.put("baselineMean", row.baselineEstimate().mean());
        data.put("mean", row.estimate().mean());
        data.put("difference", differences.mean());
        data.put("ci95Low", differences.interval().low());
        data.put("ci95High", differences.interval().high());
        data.put("bootstrapLow", bootstrap.low());
        data.put("bootstrapHigh", bootstrap.high());
        data.put("pairs", differences.n());
        data.put("planned", row.planned());
        data.put("tTest", row.comparison().tTest());
        data.put("tTestHolm", row.tHolm());
        data.put("wilcoxon", row.comparison().wilcoxon());
        data.put("wilcoxonHolm", row.wilcoxonHolm());
        return data.values();
    }
}
