package dev.kappasweep.conf;

import dev.kappasweep.paper.PaperTables;
import dev.kappasweep.sweep.Axes;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchDimension;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The value that holds for each key: of the last override, else of the file, else the default. */
final class SweepValues {
    private final Origin file;
    private final SweepDocument document;
    private final Overrides overrides;
    private final Problems problems;
    private final Map<Parameter, Setting> grid;

    SweepValues(Origin file, SweepDocument document, Overrides overrides, Problems problems) {
        this(file, document, overrides, problems, Map.of());
    }

    private SweepValues(
            Origin file, SweepDocument document, Overrides overrides, Problems problems, Map<Parameter, Setting> grid) {
        this.file = file;
        this.document = document;
        this.overrides = overrides;
        this.problems = problems;
        this.grid = grid;
    }

    /**
     * The values in each of {@link SweepKeys#GRIDS}; those of the axes alone where there are none. A search has one, of a few
     * values that stand for its space.
     */
    List<SweepValues> grids() {
        if (isSearched()) {
            return List.of(new SweepValues(file, document, overrides, problems, spaceAsGrid()));
        }
        List<SweepValues> grids = get(SweepKeys.GRIDS).stream()
                .map(own -> new SweepValues(file, document, overrides, problems, own))
                .toList();
        return grids.isEmpty() ? List.of(this) : grids;
    }

    /** Whether a search takes the place of the grid. */
    boolean isSearched() {
        return SearchKeys.ALL.stream().anyMatch(key -> given(key).isPresent());
    }

    private Map<Parameter, Setting> spaceAsGrid() {
        Setting space = setting(SearchKeys.SPACE).orElseThrow();
        Map<Parameter, Setting> samples = new LinkedHashMap<>(SpaceReading.samples(space));
        get(SearchKeys.SPACE).stream()
                .filter(dimension -> dimension.condition().isPresent())
                .map(SearchDimension::parameter)
                .forEach(parameter -> samples.computeIfPresent(parameter, this::afterBase));
        setting(SearchKeys.SEEDS).ifPresent(seeds -> samples.put(Parameter.SEED, seeds));
        return samples;
    }

    /** Where a condition does not hold the value is that of the base. */
    private Setting afterBase(Parameter parameter, Setting samples) {
        Key<List<Object>> axis = SweepKeys.axis(parameter);
        List<Object> values = axis.reading().read(samples, new Problems()).orElse(List.of());
        Optional<Setting> base = axis.base().flatMap(this::setting);
        boolean isThere = base.flatMap(
                        one -> axis.base().orElseThrow().reading().read(one, new Problems()))
                .filter(values::contains)
                .isPresent();
        return base.filter(one -> !isThere)
                .map(one -> SpaceReading.after(one, samples))
                .orElse(samples);
    }

    /** Notes every problem of every key, and those between keys. */
    void checkAll() {
        for (Key<?> key : SweepKeys.ALL) {
            checkUsed(key);
            checkHasEffect(key);
            if (setting(key).isEmpty()) {
                checkNotRequired(key);
            } else if (key.base().isEmpty() || given(key).isPresent()) {
                read(key);
            }
        }
        if (problems.isEmpty() && isSearched()) {
            new SearchConsistency(this, problems).check();
        }
        if (problems.isEmpty()) {
            grids().forEach(SweepValues::checkGrid);
        }
        if (problems.isEmpty()) {
            Arrays.stream(Parameter.values()).forEach(this::checkCondition);
        }
        if (problems.isEmpty()) {
            checkTable();
            checkSize();
        }
    }

    /** What has no value may be an axis of every grid; the axis itself has its base's. */
    private void checkNotRequired(Key<?> key) {
        boolean isAxis = key.base().isPresent()
                || key.parameter()
                        .map(SweepKeys::axis)
                        .filter(axis -> given(axis).isPresent() || isInEveryGrid(axis) || isInSpace(axis))
                        .isPresent();
        if (!isAxis && !document.hasUnreadable(key.section())) {
            problems.add(file, key.path() + ": is missing, expected " + key.allowed());
        }
    }

    private boolean isInEveryGrid(Key<?> axis) {
        List<Map<Parameter, Setting>> grids = setting(SweepKeys.GRIDS)
                .flatMap(setting -> SweepKeys.GRIDS.reading().read(setting, new Problems()))
                .orElse(List.of());
        return !grids.isEmpty()
                && grids.stream()
                        .allMatch(
                                one -> axis.parameter().filter(one::containsKey).isPresent());
    }

    private boolean isInSpace(Key<?> axis) {
        return given(SearchKeys.SPACE)
                .flatMap(setting -> SearchKeys.SPACE.reading().read(setting, new Problems()))
                .stream()
                .flatMap(List::stream)
                .filter(dimension -> dimension.condition().isEmpty())
                .anyMatch(dimension -> axis.parameter().equals(Optional.of(dimension.parameter())));
    }

    Origin origin() {
        return file;
    }

    /** As it was written as an option. */
    Optional<Setting> option(Key<?> key) {
        return overrides.setting(key.path());
    }

    private void checkGrid() {
        for (Parameter parameter : grid.keySet()) {
            Key<List<Object>> axis = SweepKeys.axis(parameter);
            if (!isSearched()) {
                checkOnlyInGrid(axis);
            }
            checkHasEffect(axis);
            read(axis);
        }
        if (problems.isEmpty()) {
            new SweepConsistency(this, problems).check();
        }
    }

    /** What changes nothing in any grid, because another parameter is never what it takes, is an error. */
    private void checkCondition(Parameter parameter) {
        parameter.condition().ifPresent(condition -> {
            List<SweepValues> asking = grids().stream()
                    .filter(one -> one.axis(parameter).stream().anyMatch(value -> !value.equals(parameter.unsaid())))
                    .toList();
            if (asking.stream().noneMatch(one -> one.hasEffect(parameter))) {
                asking.stream()
                        .flatMap(one -> one.setting(SweepKeys.axis(parameter)).stream())
                        .findFirst()
                        .ifPresent(setting -> problems.add(
                                setting.origin(),
                                setting.node(),
                                setting.key(),
                                "has no effect without " + condition.words()));
            }
        });
    }

    private boolean hasEffect(Parameter parameter) {
        return parameter
                .condition()
                .map(condition ->
                        axis(condition.on()).stream().anyMatch(condition.holds()) && hasEffect(condition.on()))
                .orElse(true);
    }

    /** An option for an axis that a grid has values of its own for would change some grids only. */
    private void checkOnlyInGrid(Key<?> axis) {
        Stream.concat(Stream.of(axis), axis.base().stream())
                .flatMap(key -> overrides.setting(key.path()).stream())
                .forEach(option -> problems.add(
                        option.origin(),
                        "is not used by each of grids, because one gives " + axis.name() + "; set grids instead"));
    }

    /** Whether the sweep file gives values of this axis. */
    boolean isAxis(Parameter parameter) {
        return given(SweepKeys.axis(parameter)).isPresent();
    }

    /** The values of an axis; of what is none the one value that it has. */
    List<Object> axis(Parameter parameter) {
        return get(SweepKeys.axis(parameter));
    }

    /** The value of {@code key}, after {@link #checkAll} found nothing. */
    <T> T get(Key<T> key) {
        return read(key).orElseThrow(() -> new IllegalStateException(key.path() + " was not checked"));
    }

    private <T> Optional<T> read(Key<T> key) {
        return setting(key).flatMap(setting -> key.reading().read(setting, problems));
    }

    /** The value of {@code key} as it was written, or its default. */
    Optional<Setting> setting(Key<?> key) {
        return given(key).or(() -> fallback(key));
    }

    /** Whether the sweep file itself gives the value that holds. */
    boolean isInFile(Key<?> key) {
        return given(key).filter(setting -> setting.origin().hasLines()).isPresent();
    }

    /** As it was written, in the file or as an option. */
    Optional<Setting> given(Key<?> key) {
        return inGrid(key).or(() -> overrides.setting(key.path())).or(() -> document.setting(key.path()));
    }

    private Optional<Setting> inGrid(Key<?> key) {
        boolean isAxis = key.section().equals(SweepKeys.AXES_SECTION);
        return isAxis ? key.parameter().map(grid::get) : Optional.empty();
    }

    private Optional<Setting> fallback(Key<?> key) {
        if (key.base().isPresent()) {
            return setting(key.base().get())
                    .map(base -> new Setting(base.key(), YamlText.listOf(base.node()), base.origin()));
        }
        Origin origin = Origin.standard(key.path());
        return ExperimentKeys.defaultText(experiment(), hiddenLayers(), key)
                .flatMap(text -> YamlText.parse(text, origin))
                .map(node -> new Setting(key.path(), node, origin));
    }

    /** How many hidden layers the file asks for, the most where they are an axis; 0 where that cannot be read. */
    private int hiddenLayers() {
        return given(SweepKeys.axis(Parameter.HIDDEN))
                .flatMap(setting -> SweepKeys.axis(Parameter.HIDDEN).reading().read(setting, new Problems()))
                .or(() -> given(SweepKeys.of(Parameter.HIDDEN))
                        .flatMap(setting ->
                                SweepKeys.of(Parameter.HIDDEN).reading().read(setting, new Problems()))
                        .map(List::of))
                .stream()
                .flatMap(List::stream)
                .mapToInt(hidden -> Parameter.HIDDEN.form().elements(hidden).size())
                .max()
                .orElse(0);
    }

    /** What the file asks for; the default where that cannot be read, so that the other keys can be checked. */
    private Experiment experiment() {
        return given(SweepKeys.EXPERIMENT)
                .flatMap(setting -> SweepKeys.EXPERIMENT.reading().read(setting, new Problems()))
                .orElse(Experiment.DEFAULT);
    }

    private void checkHasEffect(Key<?> key) {
        if (ExperimentKeys.isWithoutEffect(experiment(), key)) {
            given(key)
                    .ifPresent(setting -> problems.add(
                            setting.origin(),
                            setting.node(),
                            setting.key(),
                            "has no effect in experiment " + experiment().text() + ", expected no such key"));
        }
    }

    /** An option that would change nothing, because the file gives the axis as well, is not ignored silently. */
    private void checkUsed(Key<?> axis) {
        if (axis.base().isPresent()) {
            Optional<Setting> ignored = overrides.setting(axis.base().get().path());
            if (ignored.isPresent() && given(axis).isPresent()) {
                problems.add(
                        ignored.get().origin(),
                        "has no effect, because " + axis.path() + " is given as well; set " + axis.path() + " instead");
            }
        }
    }

    private void checkTable() {
        List<String> names = Stream.concat(
                        get(SweepKeys.TABLES).stream().map(TableSpec::name), PaperTables.names().stream())
                .distinct()
                .toList();
        String table = get(SweepKeys.TABLE);
        if (!names.contains(table)) {
            setting(SweepKeys.TABLE)
                    .ifPresent(setting -> problems.notAllowed(
                            setting,
                            setting.node(),
                            "one of " + String.join(", ", names) + Nearest.hint(table, names)));
        }
    }

    private void checkSize() {
        if (isSearched()) {
            boolean areAlike = grids().get(0).axesByDefaults().size() == 1;
            if (!areAlike) {
                problems.add(
                        file,
                        "search.space.network.hidden: has networks of which other layers are penalised where nothing is"
                                + " said, expected regularizer.layers");
            }
            return; // SearchSpec says how many it may have
        }
        long trials = SweepSpec.size(axesOfGrids());
        if (trials > SweepSpec.MAX_TRIALS) {
            problems.add(file, "axes: " + trials + " trials are not allowed, expected at most " + SweepSpec.MAX_TRIALS);
        }
    }

    /** Of each grid the axes that are given; networks whose penalised layers have other defaults make grids of their own. */
    List<Axes> axesOfGrids() {
        return grids().stream().flatMap(one -> one.axesByDefaults().stream()).toList();
    }

    private List<Axes> axesByDefaults() {
        Axes axes = axes();
        Map<List<Object>, List<Object>> networks = new LinkedHashMap<>();
        for (Object hidden : axis(Parameter.HIDDEN)) {
            networks.computeIfAbsent(layers(Parameter.HIDDEN.form().elements(hidden)), layers -> new ArrayList<>())
                    .add(hidden);
        }
        return networks.size() == 1
                ? List.of(axes)
                : networks.entrySet().stream()
                        .map(one -> axes.with(Parameter.HIDDEN, one.getValue()).with(Parameter.LAYERS, one.getKey()))
                        .toList();
    }

    /** What is penalised of a network; where the file does not say it, the default of such a network. */
    List<Object> layers(List<?> hidden) {
        boolean isGiven = isAxis(Parameter.LAYERS)
                || given(SweepKeys.of(Parameter.LAYERS)).isPresent();
        return isGiven
                ? axis(Parameter.LAYERS)
                : List.of(Parameter.LAYERS.parse(ExperimentKeys.defaultLayers(experiment(), hidden.size())
                        .replaceAll("[\\[\\] ]", "")));
    }

    private Axes axes() {
        Axes axes = Axes.NONE;
        for (Parameter parameter : Parameter.axes()) {
            axes = isAxis(parameter) ? axes.with(parameter, axis(parameter)) : axes;
        }
        return axes;
    }

    /** Of what is no axis its value, of what is one the first of its values. */
    Settings settings() {
        SweepValues first = grids().get(0);
        Map<Parameter, Object> values = new EnumMap<>(Parameter.class);
        for (Parameter parameter : Parameter.values()) {
            values.put(parameter, first.axis(parameter).get(0));
        }
        return Settings.standard(experiment()).with(values);
    }
}
