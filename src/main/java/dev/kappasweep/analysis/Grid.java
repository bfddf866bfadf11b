package dev.kappasweep.analysis;

import dev.kappasweep.results.ResultRows;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The trials of a sweep by configuration, with what is known of each: the sweep that the results were last opened with. Trials of
 * values that have been taken off its axes are left out.
 */
public final class Grid {
    private final ResultRows results;
    private final List<String> layers;
    private final List<String> evaluated;
    private final ChosenTrials chosen;
    private final Map<Configuration, Cell> cells = new LinkedHashMap<>();

    /** @param replicates of the trials that have ended, in the order of the seeds */
    record Cell(int planned, List<Replicate> replicates) {}

    /** With the layers after every epoch. */
    public Grid(ResultRows results) {
        this(results, epoch -> true, ChosenTrials.ALL);
    }

    private Grid(ResultRows results, IntPredicate epochs, ChosenTrials chosen) {
        this.results = results;
        this.chosen = chosen;
        Replicates replicates = new Replicates(results, epochs);
        this.layers = replicates.layers();
        this.evaluated = replicates.evaluated();
        Map<TrialSpec, Replicate> ended = replicates.bySpec();
        Map<Configuration, List<TrialSpec>> trials = sweep().trials(results.dataset()).stream()
                .filter(chosen::contains)
                .collect(Collectors.groupingBy(Configuration::of, LinkedHashMap::new, Collectors.toList()));
        trials.forEach((configuration, specs) -> cells.put(
                configuration,
                new Cell(
                        specs.size(),
                        specs.stream().map(ended::get).filter(Objects::nonNull).toList())));
        chosen.requireSome(sweep(), cells.keySet());
    }

    /**
     * With the layers after the last epoch, and after those that {@code metrics} name, such as {@code kappa(W1)@0}: a large sweep
     * takes less memory so.
     *
     * @throws dev.kappasweep.sweep.InvalidInputException if one is no metric
     */
    public static Grid of(ResultRows results, List<String> metrics) {
        return of(results, metrics, ChosenTrials.ALL);
    }

    /**
     * As {@link #of(ResultRows, List)}, of some of the trials; the others are not counted as missing.
     *
     * @throws dev.kappasweep.sweep.InvalidInputException as there, or if there is no such trial
     */
    public static Grid of(ResultRows results, List<String> metrics, ChosenTrials chosen) {
        Set<Integer> epochs =
                metrics.stream().map(text -> MetricPattern.parse(text).epoch()).collect(Collectors.toSet());
        return new Grid(results, epochs::contains, chosen);
    }

    public SweepSpec sweep() {
        return results.sweep();
    }

    public ResultRows results() {
        return results;
    }

    /** In the order of the grid. */
    public List<Configuration> configurations() {
        return List.copyOf(cells.keySet());
    }

    /** Empty, with none planned, for a configuration that is not in the grid. */
    Cell cell(Configuration configuration) {
        return cells.getOrDefault(configuration, new Cell(0, List.of()));
    }

    /** The trials of a configuration that have ended, in the order of the seeds. */
    public List<TrialRow> trials(Configuration configuration) {
        return cell(configuration).replicates().stream().map(Replicate::trial).toList();
    }

    /** Every weight matrix that was measured, in the order of the network. */
    public List<String> layers() {
        return layers;
    }

    /** Whether its configurations have several values of it. */
    boolean varies(Parameter parameter) {
        return sweep().varies(parameter)
                && cells.keySet().stream()
                                .map(one -> one.text(parameter))
                                .distinct()
                                .limit(2)
                                .count()
                        > 1;
    }

    /** What tells its configurations apart: lambda, and whatever else varies. */
    List<Parameter> shown() {
        return Parameter.ofConfigurations().stream()
                .filter(parameter -> parameter == Parameter.LAMBDA || varies(parameter))
                .toList();
    }

    /** The sentences that every table of it needs: which trials were chosen, and in what they differ that has to be equal. */
    List<String> notes() {
        return Stream.concat(chosen.note().stream(), MixedTrials.notes(this).stream())
                .toList();
    }

    /** What programs are told of each configuration: what has been an axis from the beginning, and whatever varies. */
    List<Parameter> columns() {
        return Stream.concat(
                        Parameter.ofConfigurations().stream().filter(Parameter::isAlwaysAxis),
                        Parameter.ofConfigurations().stream()
                                .filter(parameter -> !parameter.isAlwaysAxis() && sweep().varies(parameter)))
                .toList();
    }

    /** Those of all configurations. */
    List<Replicate> replicates() {
        return cells.values().stream()
                .flatMap(cell -> cell.replicates().stream())
                .toList();
    }

    /** Over the seeds of a configuration; of none if it is not in the grid. */
    public Estimate estimate(Configuration configuration, Quantity quantity) {
        Cell cell = cell(configuration);
        return Estimate.of(quantity, cell.replicates(), cell.planned());
    }

    /** The penalised layers' kappa, and what the experiment evaluates, at every test SNR. */
    List<Quantity> mainQuantities() {
        List<Quantity> quantities = new ArrayList<>();
        sweep().penalisedLayers().forEach(layer -> quantities.add(Quantity.kappa(layer)));
        quantities.addAll(evaluations());
        return List.copyOf(quantities);
    }

    /** The error ratio where there is one, else the first metric that is evaluated, at every SNR. */
    public List<Quantity> mainEvaluations() {
        List<Quantity> all = evaluations();
        Metric metric = all.stream()
                .map(Quantity::metric)
                .filter(one -> one == Metric.ERROR_RATIO)
                .findFirst()
                .orElse(all.get(0).metric());
        return all.stream().filter(quantity -> quantity.metric() == metric).toList();
    }

    /** Of each evaluated metric the quantities at every SNR; accuracy where nothing has been evaluated yet. */
    public List<Quantity> evaluations() {
        List<Quantity> measured = evaluated.stream()
                .flatMap(name -> Arrays.stream(Metric.values())
                        .filter(metric -> metric.of() == Metric.Of.EVALUATION
                                && metric.text().equals(name)))
                .flatMap(metric -> MetricPattern.parse(metric.text()).asked(sweep()).stream())
                .toList();
        return measured.isEmpty()
                ? sweep().evaluation().snr().stream().map(Quantity::accuracy).toList()
                : measured;
    }
}
