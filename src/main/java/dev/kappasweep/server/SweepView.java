package dev.kappasweep.server;

import dev.kappasweep.results.StoredEnds;
import dev.kappasweep.results.TrialEnd;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.server.TrialEntry.Outcome;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialText;
import dev.kappasweep.table.Conditions;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The trials of one sweep in memory, with what each came to and its curves, so that lists and pictures of them are fast while it runs:
 * read once, table by table, then told of each trial that ends. Safe for use by several threads.
 */
final class SweepView {
    /** Of the curves of a sweep; of one that has more only every so many epochs are kept. */
    private static final long MOST_POINTS = 12_000_000;

    private static final String TRAIN_LOSS = Quantity.ofTrial(Metric.TRAIN_LOSS).text();

    /** A table that is read by itself, one after the other, so that what a page draws first is there first. */
    enum Part {
        EPOCHS,
        LAYERS,
        EVALUATIONS
    }

    private final String file;
    private final SweepSpec spec;
    private final TrialText names;
    private final List<CurveSeries> series;
    private final int stride;
    private final int ended;
    private final List<TrialEntry> trials;
    private final List<ConfigurationEntry> configurations;
    private final Map<TrialId, TrialEntry> byId = new HashMap<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Map<String, Metric> metrics = new HashMap<>();
    private final Map<Part, CompletableFuture<Boolean>> parts = new EnumMap<>(Part.class);
    private final AtomicLong trialsPassed = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();
    private final TrialOrders orders = new TrialOrders(this);

    /**
     * With the trials that have ended, whose other rows {@link #read} reads.
     *
     * @param file the text that {@code spec} is of
     */
    SweepView(String file, SweepSpec spec, StoredEnds rows) {
        this.file = file;
        this.spec = spec;
        this.names = new TrialText(spec);
        this.series = series(spec);
        this.ended = rows.trials().size();
        List<TrialSpec> grid = spec.trials(rows.dataset());
        this.stride = stride(grid, series.size());
        this.trials = entries(grid, ids(grid, rows));
        trials.forEach(trial -> byId.put(trial.id(), trial));
        spec.layerNames().forEach(layer -> addColumn(Quantity.kappa(layer).text()));
        addMetrics();
        addColumn(TRAIN_LOSS);
        this.configurations = configurations(trials, columns.size());
        rows.trials().forEach(this::put);
        Arrays.stream(Part.values()).forEach(part -> parts.put(part, new CompletableFuture<>()));
    }

    private static List<CurveSeries> series(SweepSpec spec) {
        List<CurveSeries> all = new ArrayList<>();
        for (CurveMetric metric : CurveMetric.values()) {
            List<String> layers = metric == CurveMetric.KAPPA ? spec.layerNames() : List.of("");
            layers.forEach(layer -> all.add(new CurveSeries(metric, layer)));
        }
        return List.copyOf(all);
    }

    private static int stride(List<TrialSpec> grid, int series) {
        long points = grid.stream()
                .mapToLong(trial -> (long) series * (trial.training().epochs() + 1))
                .sum();
        return (int) Math.max(1, (points + MOST_POINTS - 1) / MOST_POINTS);
    }

    private void addColumn(String name) {
        columns.put(name, columns.size());
    }

    private void addMetrics() {
        for (Metric metric : Metric.values()) {
            if (metric.of() == Metric.Of.EVALUATION && metric.isOf(spec.experiment())) {
                metrics.put(metric.text(), metric);
                spec.evaluation().snr().stream()
                        .filter(snr -> !metric.isWithoutNoise() || snr.equals(Snr.parse("inf")))
                        .forEach(snr ->
                                addColumn(Quantity.ofEvaluation(metric, snr).text()));
            }
        }
    }

    /** By which they were committed: test SNRs that were added since change no id. */
    private List<TrialId> ids(List<TrialSpec> grid, StoredEnds rows) {
        List<TrialId> own = grid.parallelStream().map(TrialSpec::id).toList();
        Set<TrialId> all = new HashSet<>(own);
        if (rows.trials().stream().allMatch(row -> all.contains(row.id()))) {
            return own;
        }
        Map<TrialSpec, TrialId> committed = committed(rows.rows());
        return IntStream.range(0, grid.size())
                .mapToObj(i -> committed.getOrDefault(grid.get(i), own.get(i)))
                .toList();
    }

    private Map<TrialSpec, TrialId> committed(List<TrialRow> rows) {
        List<Snr> snr = spec.evaluation().snr();
        Map<TrialSpec, TrialId> committed = new HashMap<>();
        for (TrialRow row : rows) {
            if (row.objectiveVersion() == TrialSpec.OBJECTIVE_VERSION) {
                boolean isOfTheseSnr = row.spec().evaluation().snr().equals(snr);
                committed.merge(row.spec().evaluatedAt(snr), row.id(), (before, now) -> isOfTheseSnr ? now : before);
            }
        }
        return committed;
    }

    /** In the order of the grid. */
    private List<TrialEntry> entries(List<TrialSpec> grid, List<TrialId> ids) {
        List<TrialEntry> entries = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            TrialSpec trial = grid.get(i);
            CurvePoints points = new CurvePoints(trial.training().epochs(), stride);
            entries.add(new TrialEntry(ids.get(i), trial, new TrialCurves(points, series)));
        }
        return List.copyOf(entries);
    }

    private static List<ConfigurationEntry> configurations(List<TrialEntry> trials, int columns) {
        Map<Configuration, List<TrialEntry>> grouped = new LinkedHashMap<>();
        trials.forEach(trial -> grouped.computeIfAbsent(Configuration.of(trial.spec()), one -> new ArrayList<>())
                .add(trial));
        return grouped.entrySet().stream()
                .map(one -> new ConfigurationEntry(one.getKey(), one.getValue(), columns))
                .toList();
    }

    private void put(TrialEnd row) {
        entry(row.id()).ifPresent(entry -> {
            Outcome outcome = new Outcome(row, columns.size());
            put(outcome, TRAIN_LOSS, row.trainLoss());
            entry.put(outcome);
        });
    }

    private void put(Outcome outcome, String column, double value) {
        Optional.ofNullable(columns.get(column)).ifPresent(place -> outcome.put(place, value));
    }

    private void put(Outcome outcome, EvaluationMeasurement value) {
        Optional.ofNullable(metrics.get(value.metric()))
                .ifPresent(metric -> put(
                        outcome, Quantity.ofEvaluation(metric, value.snr()).text(), metric.factor() * value.value()));
    }

    /**
     * Reads the rows of a table.
     *
     * @param rows those that the view was made of
     * @return whether they could be read; {@link #require} says why not
     */
    boolean read(Part part, StoredEnds rows) {
        Passed passed = new Passed();
        try {
            switch (part) {
                case EPOCHS ->
                    rows.eachEpoch(row -> passed.of(row.trial())
                            .ifPresent(entry -> entry.curves().put(row.measurement())));
                case LAYERS ->
                    rows.eachKappa(row -> passed.of(row.trial())
                            .ifPresent(entry -> putKappa(entry, row.epoch(), row.layer(), row.kappa())));
                case EVALUATIONS ->
                    rows.eachEvaluation(row -> passed.of(row.trial())
                            .flatMap(TrialEntry::outcome)
                            .ifPresent(outcome -> put(outcome, row.measurement())));
            }
            return future(part).complete(true);
        } catch (RuntimeException | Error e) {
            future(part).completeExceptionally(e);
            return false;
        }
    }

    /** Those of a trial come in the order of its epochs, so the last one stays as what it came to. */
    private void putKappa(TrialEntry entry, int epoch, String layer, double kappa) {
        entry.curves().putKappa(epoch, layer, kappa);
        entry.outcome().ifPresent(outcome -> put(outcome, Quantity.kappa(layer).text(), kappa));
    }

    /** Whose rows come: those of one trial come together. */
    private final class Passed {
        private @Nullable TrialId last;
        private Optional<TrialEntry> entry = Optional.empty();

        Optional<TrialEntry> of(TrialId trial) {
            if (!trial.equals(last)) {
                last = trial;
                entry = entry(trial);
                trialsPassed.incrementAndGet();
            }
            return entry;
        }
    }

    private CompletableFuture<Boolean> future(Part part) {
        return Optional.ofNullable(parts.get(part)).orElseThrow();
    }

    /**
     * Requires that a table is read.
     *
     * @throws NotReadException if it is not yet
     */
    void require(Part part) {
        CompletableFuture<Boolean> read = future(part);
        if (!read.isDone()) {
            throw new NotReadException("its results are being read", read);
        }
        try {
            read.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /**
     * Requires what trials came to.
     *
     * @throws NotReadException if it is not read yet
     */
    void requireValues() {
        require(Part.LAYERS);
        require(Part.EVALUATIONS);
    }

    /** Which share of the tables has been read. */
    double share() {
        boolean isRead = parts.values().stream().allMatch(CompletableFuture::isDone);
        long all = Math.max(1, (long) parts.size() * ended);
        return isRead ? 1 : Math.min(1, (double) trialsPassed.get() / all);
    }

    void add(TrialResult result) {
        entry(result.id()).ifPresent(entry -> {
            Outcome outcome = new Outcome(end(result), columns.size());
            put(outcome, TRAIN_LOSS, result.trainLoss());
            result.layers()
                    .forEach(layer -> put(
                            outcome,
                            Quantity.kappa(layer.layer()).text(),
                            layer.spectrum().kappa()));
            result.evaluations().forEach(value -> put(outcome, value));
            if (result.status().isMeasured()) {
                entry.put(TrialCurves.of(entry.curves().points(), series, result.epochs(), result.layers()));
            }
            entry.put(outcome);
            changes.incrementAndGet();
        });
    }

    /** How many trials have ended since it was made: what follows from the outcomes alone is the same while this is. */
    long changes() {
        return changes.get();
    }

    private static TrialEnd end(TrialResult result) {
        return new TrialEnd(
                result.id(),
                result.ending(),
                result.attempt(),
                result.startedAt(),
                result.seconds(),
                result.environment().host(),
                result.trainLoss());
    }

    Optional<TrialEntry> entry(TrialId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The text of the file that it is of. */
    String file() {
        return file;
    }

    SweepSpec spec() {
        return spec;
    }

    TrialText names() {
        return names;
    }

    List<TrialEntry> trials() {
        return trials;
    }

    /** All trials, ordered as {@link Conditions#sorted}. */
    List<TrialEntry> trials(String order) {
        return orders.of(order);
    }

    /** In the order of the grid. */
    List<ConfigurationEntry> configurations() {
        return configurations;
    }

    /** How many numbers it keeps in memory, at most. */
    long size() {
        long points = trials.stream()
                .mapToLong(
                        trial -> (long) series.size() * trial.curves().points().count())
                .sum();
        return points + (long) trials.size() * columns.size();
    }

    /** The quantities, by their place. */
    Map<String, Integer> columns() {
        return columns;
    }

    /** What trials are told apart by: lambda, seed, and what varies. */
    List<Parameter> parameters() {
        List<Parameter> shown = new ArrayList<>(spec.shown());
        shown.add(Parameter.SEED);
        return shown;
    }
}
