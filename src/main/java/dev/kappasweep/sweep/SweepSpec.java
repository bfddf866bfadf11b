package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: an experiment, its settings and the axes that vary them; one file in conf/.
 *
 * @param settings of every trial in what is no axis; of an axis of every grid its first value
 * @param grids the products that make the sweep together, at least one; penalised layers are in the order of the network
 * @param table the name of the one printed at the end, known to the program or one of {@code tables}
 * @param tables those that the file defines
 * @param search that finds the trials, its candidates are the grids; before there are any, one grid stands for its space. Null where the grids are the sweep's
 */
public record SweepSpec(
        String name,
        Experiment experiment,
        DatasetSpec dataset,
        Settings settings,
        List<Axes> grids,
        EvaluationSpec evaluation,
        String table,
        List<TableSpec> tables,
        @Nullable SearchSpec search)
        implements Serializable {
    /** The largest grid that is accepted. */
    public static final long MAX_TRIALS = 1_000_000;

    public SweepSpec {
        SafeName.require("name", name);
        if (search != null) {
            settings = settings.with(firstOfAxes(List.of(constant(search.axes(settings), search))));
            grids = search.candidates().isEmpty() ? List.of(search.axes(settings)) : search.candidates();
        }
        grids = grids.stream().map(Axes::withLayersInOrder).toList();
        Require.require(!grids.isEmpty(), "grids", grids, "at least one", grids);
        Settings first = search == null ? settings.with(firstOfAxes(grids)) : settings;
        settings = first.withSingleActivation().withLayersInOrder();
        long size = search == null || !search.candidates().isEmpty() ? size(grids) : search.size();
        Require.require(size <= MAX_TRIALS, "axes", size + " trials", "at most " + MAX_TRIALS, grids);
        Require.text("table", table);
        tables = List.copyOf(tables);
    }

    /** A sweep of grids, at least one. */
    public static SweepSpec ofGrids(
            String name,
            Experiment experiment,
            DatasetSpec dataset,
            Settings settings,
            List<Axes> grids,
            EvaluationSpec evaluation,
            String table,
            List<TableSpec> tables) {
        return new SweepSpec(name, experiment, dataset, settings, grids, evaluation, table, tables, null);
    }

    /** Without the axes that vary under conditions only: elsewhere the value of the file holds. */
    private static Axes constant(Axes space, SearchSpec search) {
        Map<Parameter, List<Object>> axes = new EnumMap<>(Parameter.class);
        axes.putAll(space.values());
        search.space().stream()
                .filter(dimension -> dimension.condition().isPresent())
                .forEach(dimension -> axes.remove(dimension.parameter()));
        return new Axes(axes);
    }

    /** The search that finds the trials; empty where the grids are the sweep's. */
    public Optional<SearchSpec> searched() {
        return Optional.ofNullable(search);
    }

    /** The same sweep with what its search has found; there is a search. */
    public SweepSpec withCandidates(List<Axes> found) {
        return with(Objects.requireNonNull(search).withCandidates(found));
    }

    /** The same sweep with a search in the place of its grids. */
    public SweepSpec with(SearchSpec other) {
        return new SweepSpec(name, experiment, dataset, settings, grids, evaluation, table, tables, other);
    }

    /** Of what is an axis of every grid no other value matters. */
    private static Map<Parameter, Object> firstOfAxes(List<Axes> grids) {
        Map<Parameter, Object> first = new EnumMap<>(Parameter.class);
        grids.get(0).values().forEach((parameter, values) -> {
            if (grids.stream().allMatch(grid -> grid.values().containsKey(parameter))) {
                first.put(parameter, values.get(0));
            }
        });
        return first;
    }

    /** The number of points of all grids, some of which may be the same trial; the largest long where it is beyond that. */
    public static long size(List<Axes> grids) {
        long size = 0;
        for (Axes grid : grids) {
            size = size > Long.MAX_VALUE - grid.size() ? Long.MAX_VALUE : size + grid.size();
        }
        return size;
    }

    /** The most trials that it may have: the points of its grids, some of which may be the same trial, or those of its search. */
    public long mostTrials() {
        return search == null ? size(grids) : search.size();
    }

    /** The same sweep of trials with other settings in what is no axis. */
    public SweepSpec with(Settings other) {
        return new SweepSpec(name, experiment, dataset, other, grids, evaluation, table, tables, search);
    }

    /** The same sweep over other products, at least one. */
    public SweepSpec withGrids(List<Axes> other) {
        return ofGrids(name, experiment, dataset, settings, other, evaluation, table, tables);
    }

    /** The same sweep of other data. */
    public SweepSpec with(DatasetSpec other) {
        return new SweepSpec(name, experiment, other, settings, grids, evaluation, table, tables, search);
    }

    /** The same sweep with other measurements. */
    public SweepSpec with(EvaluationSpec other) {
        return new SweepSpec(name, experiment, dataset, settings, grids, other, table, tables, search);
    }

    /** Every value of {@code parameter} in the order of the grids; a single one of what does not vary. */
    public List<Object> values(Parameter parameter) {
        return grids.stream()
                .flatMap(grid -> grid.of(parameter, settings).stream())
                .distinct()
                .toList();
    }

    /** Whether a grid gives its values. */
    public boolean isAxis(Parameter parameter) {
        return grids.stream().anyMatch(grid -> grid.values().containsKey(parameter));
    }

    /** Whether it has several values. */
    public boolean varies(Parameter parameter) {
        return values(parameter).size() > 1;
    }

    /** The most epochs of a trial. */
    public int mostEpochs() {
        return values(Parameter.EPOCHS).stream()
                .mapToInt(Integer.class::cast)
                .max()
                .orElseThrow();
    }

    /** Every weight matrix that a trial penalises. */
    public List<String> penalisedLayers() {
        return values(Parameter.LAYERS).stream()
                .flatMap(layers -> Parameter.LAYERS.form().elements(layers).stream())
                .map(String.class::cast)
                .distinct()
                .toList();
    }

    /** The weight matrices of its networks, of the deepest one where they differ in depth. */
    public List<String> layerNames() {
        int depth = values(Parameter.HIDDEN).stream()
                .mapToInt(hidden -> Parameter.HIDDEN.form().elements(hidden).size() + 1)
                .max()
                .orElseThrow();
        return experiment.rules().layerNames(depth);
    }

    /** The text of every value. */
    public List<String> texts(Parameter parameter) {
        return values(parameter).stream().map(parameter::textOf).toList();
    }

    /** What tells its configurations apart: lambda, and every other parameter but the seed that has several values. */
    public List<Parameter> shown() {
        return Parameter.ofConfigurations().stream()
                .filter(parameter -> parameter == Parameter.LAMBDA || varies(parameter))
                .toList();
    }

    /**
     * The trials in a stable order: grid by grid, in each the axes in the order of {@link Parameter#axes}, the last one (seed) fastest. A trial
     * of several grids or points is there once. Where the regulariser is an axis, a network without a penalty is the same whatever its kind, lambda and the
     * penalty's other parameters would be: it is there once, as kind {@code none} with lambda 0. Likewise a penalty that needs no solver is
     * there once whatever solvers there are. Of a search those of the candidates that it has found.
     *
     * @param data the loaded data set
     */
    public List<TrialSpec> trials(DatasetId data) {
        if (search != null && search.candidates().isEmpty()) {
            return List.of();
        }
        List<TrialSpec> trials = new ArrayList<>();
        Map<Settings, Set<Object>> known = new HashMap<>();
        Merging merging = new Merging(search == null ? this : withCandidates(List.of()));
        for (Axes grid : grids) {
            List<Parameter> axes = Parameter.ofConfigurations().stream()
                    .filter(grid.values()::containsKey)
                    .toList();
            Set<Object> seeds = new LinkedHashSet<>(grid.of(Parameter.SEED, settings));
            eachConfiguration(
                    grid,
                    axes,
                    settings,
                    one -> addReplicates(
                            trials, new TrialSpec(experiment, data, merging.of(one), evaluation), seeds, known));
        }
        return trials;
    }

    private void eachConfiguration(Axes grid, List<Parameter> axes, Settings chosen, Consumer<Settings> visitor) {
        if (axes.isEmpty()) {
            visitor.accept(chosen);
            return;
        }
        Parameter axis = axes.get(0);
        List<Parameter> rest = axes.subList(1, axes.size());
        for (Object value : grid.of(axis, settings)) {
            eachConfiguration(grid, rest, chosen.with(axis, value), visitor);
        }
    }

    /** @param known the seeds of every configuration that is there; the sets are shared and stay as they are */
    private static void addReplicates(
            List<TrialSpec> trials, TrialSpec configuration, Set<Object> seeds, Map<Settings, Set<Object>> known) {
        Set<Object> before = known.getOrDefault(configuration.settings(), Set.of());
        seeds.stream()
                .filter(seed -> !before.contains(seed))
                .forEach(seed -> trials.add(configuration.with(Parameter.SEED, seed)));
        known.put(configuration.settings(), before.isEmpty() ? seeds : union(before, seeds));
    }

    private static Set<Object> union(Set<Object> seeds, Set<Object> others) {
        if (seeds.containsAll(others)) {
            return seeds;
        }
        Set<Object> all = new HashSet<>(seeds);
        all.addAll(others);
        return all;
    }

    /**
     * The trial of a candidate that a search has found.
     *
     * @param values of what varies in it
     */
    public TrialSpec trial(DatasetId data, Map<Parameter, Object> values, long seed) {
        Settings chosen = settings.with(values).with(Parameter.SEED, seed);
        return new TrialSpec(experiment, data, new Merging(this).of(chosen), evaluation);
    }
}
