package dev.kappasweep.analysis;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One measured quantity of all completed trials, with the parameters that vary among them as numbers. */
record ImportanceTarget(String name, List<Cause> parameters, List<Row> rows) {
    private static final int FEWEST_ROWS = 4;

    /** @param isOrdered whether its numbers have a meaning, else they only tell values apart */
    record Cause(String name, boolean isOrdered) {}

    /** A measured value and its parameters in the target's order. */
    record Row(double value, List<Double> numbers) {
        double[] parameters() {
            return numbers.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    /** The first penalised layer's kappa, and what the experiment evaluates, under noise where there is any. */
    static List<ImportanceTarget> all(Grid grid) {
        Quantity kappa = Quantity.kappa(grid.sweep().penalisedLayers().get(0));
        List<Quantity> evaluations = grid.mainEvaluations();
        String metric = evaluations.get(0).metric().title();
        List<Quantity> noisy = evaluations.stream()
                .filter(quantity -> Stream.ofNullable(quantity.snr()).anyMatch(Snr::isNoisy))
                .toList();
        List<ImportanceTarget> targets = new ArrayList<>();
        targets.add(of(kappa.title(), grid, List.of(kappa)));
        targets.add(noisy.isEmpty() ? of(metric, grid, evaluations) : of("noisy " + metric, grid, noisy));
        return targets;
    }

    /** The mean over {@code quantities}, each measured on the same trained networks: a test SNR is no parameter of them. */
    private static ImportanceTarget of(String name, Grid grid, List<Quantity> quantities) {
        List<Parameter> axes = Parameter.ofConfigurations().stream()
                .filter(grid.sweep()::varies)
                .toList();
        List<Cause> parameters = new ArrayList<>();
        axes.forEach(axis -> parameters.add(new Cause(axis.label(), axis.isOrdered())));
        List<Row> rows = grid.replicates().stream()
                .flatMap(replicate -> row(grid, axes, replicate, quantities))
                .toList();
        return new ImportanceTarget(name, parameters, rows);
    }

    private static Stream<Row> row(Grid grid, List<Parameter> axes, Replicate replicate, List<Quantity> quantities) {
        double value =
                quantities.stream().mapToDouble(replicate::value).average().orElse(Double.NaN);
        if (replicate.status() != TrialStatus.COMPLETED || !Double.isFinite(value)) {
            return Stream.empty();
        }
        Configuration configuration = Configuration.of(replicate.trial().spec());
        List<Double> numbers = new ArrayList<>();
        axes.forEach(axis -> numbers.add(configuration.number(axis, grid.configurations())));
        return Stream.of(new Row(value, numbers));
    }

    /** Whether there is anything to explain: several rows that differ, by parameters that differ. */
    boolean isUsable() {
        return !parameters.isEmpty()
                && rows.size() >= FEWEST_ROWS
                && Arrays.stream(values()).distinct().count() > 1;
    }

    double[] values() {
        return rows.stream().mapToDouble(Row::value).toArray();
    }

    /** The parameter at {@code index}, row by row. */
    double[] column(int index) {
        return rows.stream().mapToDouble(row -> row.numbers().get(index)).toArray();
    }
}
