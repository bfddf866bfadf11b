package dev.kappasweep.conf;

import dev.kappasweep.analysis.PaperTables;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TableSpec;
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
    private final Map<String, Setting> grid;

    SweepValues(Origin file, SweepDocument document, Overrides overrides, Problems problems) {
        this(file, document, overrides, problems, Map.of());
    }

    private SweepValues(
            Origin file, SweepDocument document, Overrides overrides, Problems problems, Map<String, Setting> grid) {
        this.file = file;
        this.document = document;
        this.overrides = overrides;
        this.problems = problems;
        this.grid = grid;
    }

    /** The values in each of {@link SweepKeys#GRIDS}; those of the axes alone where there are none. */
    List<SweepValues> grids() {
        List<SweepValues> grids = get(SweepKeys.GRIDS).stream()
                .map(own -> new SweepValues(file, document, overrides, problems, own))
                .toList();
        return grids.isEmpty() ? List.of(this) : grids;
    }

    /** Notes every problem of every key, and those between keys. */
    void checkAll() {
        for (Key<?> key : SweepKeys.ALL) {
            checkUsed(key);
            checkHasEffect(key);
            if (setting(key).isEmpty() && !document.hasUnreadable(key.section())) {
                problems.add(file, key.path() + ": is missing, expected " + key.allowed());
            } else if (key.base().isEmpty() || given(key).isPresent()) {
                read(key);
            }
        }
        if (problems.isEmpty()) {
            new SweepConsistency(this, problems).check();
            grids().forEach(SweepValues::checkGrid);
        }
        if (problems.isEmpty()) {
            checkTable();
            checkSize();
        }
    }

    private void checkGrid() {
        for (Key<?> axis : SweepKeys.AXES) {
            if (grid.containsKey(axis.path())) {
                checkOnlyInGrid(axis);
                checkHasEffect(axis);
                read(axis);
            }
        }
        if (!grid.isEmpty() && problems.isEmpty()) {
            new SweepConsistency(this, problems).checkAxes();
        }
    }

    /** An option for an axis that a grid has values of its own for would change some grids only. */
    private void checkOnlyInGrid(Key<?> axis) {
        Stream.concat(Stream.of(axis), axis.base().stream())
                .flatMap(key -> overrides.setting(key.path()).stream())
                .forEach(option -> problems.add(
                        option.origin(),
                        "is not used by each of grids, because one gives " + axis.name() + "; set grids instead"));
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

    private Optional<Setting> given(Key<?> key) {
        return Optional.ofNullable(grid.get(key.path()))
                .or(() -> overrides.setting(key.path()))
                .or(() -> document.setting(key.path()));
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

    /** How many hidden layers the file asks for; 0 where that cannot be read. */
    private int hiddenLayers() {
        return given(SweepKeys.HIDDEN)
                .flatMap(setting -> SweepKeys.HIDDEN.reading().read(setting, new Problems()))
                .map(List::size)
                .orElse(0);
    }

    /** What the file asks for; the default where that cannot be read, so that the other keys can be checked. */
    private Experiment experiment() {
        return given(SweepKeys.EXPERIMENT)
                .flatMap(setting -> SweepKeys.EXPERIMENT.reading().read(setting, new Problems()))
                .orElse(Experiment.CLASSIFICATION);
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
        long trials = grids().stream().mapToLong(SweepValues::size).reduce(0, SweepValues::saturatedSum);
        if (trials > SweepSpec.MAX_TRIALS) {
            problems.add(file, "axes: " + trials + " trials are not allowed, expected at most " + SweepSpec.MAX_TRIALS);
        }
    }

    /** The number of points of the product of the axes. */
    private long size() {
        long trials = 1;
        for (Key<?> axis : SweepKeys.AXES) {
            trials = saturated(trials, get(axis) instanceof List<?> values ? values.size() : 1);
        }
        return trials;
    }

    private static long saturatedSum(long left, long right) {
        return left > Long.MAX_VALUE - right ? Long.MAX_VALUE : left + right;
    }

    /** The product, or the largest long where it is beyond that. */
    private static long saturated(long trials, int values) {
        return trials > Long.MAX_VALUE / values ? Long.MAX_VALUE : trials * values;
    }
}
