package dev.kappasweep.server;

import dev.kappasweep.inspect.SweepStatus;
import dev.kappasweep.results.CommittedTrials;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.server.TrialEntry.Outcome;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialText;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The trials of one sweep in memory, with what each came to, so that lists of them are fast while it runs: read once, then told of each
 * trial that ends. Safe for use by several threads.
 */
final class SweepView {
    private static final String TRAIN_LOSS = Quantity.ofTrial(Metric.TRAIN_LOSS).text();

    private final String file;
    private final SweepSpec spec;
    private final Path directory;
    private final TrialText names;
    private final List<TrialEntry> trials;
    private final Map<TrialId, TrialEntry> byId = new HashMap<>();
    private final Map<String, Integer> columns = new LinkedHashMap<>();
    private final Map<String, Metric> metrics = new HashMap<>();
    private final AtomicLong version = new AtomicLong();
    private final CurveCache curves;

    private SweepView(String file, SweepSpec spec, Path directory, CommittedTrials committed) {
        this.file = file;
        this.spec = spec;
        this.directory = directory;
        this.names = new TrialText(spec);
        this.trials = entries(spec, committed);
        trials.forEach(trial -> byId.put(trial.id(), trial));
        spec.layerNames().forEach(layer -> addColumn(Quantity.kappa(layer).text()));
        for (Metric metric : Metric.values()) {
            if (metric.of() == Metric.Of.EVALUATION && metric.isOf(spec.experiment())) {
                metrics.put(metric.text(), metric);
                spec.evaluation().snr().stream()
                        .filter(snr -> !metric.isWithoutNoise() || snr.equals(Snr.parse("inf")))
                        .forEach(snr ->
                                addColumn(Quantity.ofEvaluation(metric, snr).text()));
            }
        }
        addColumn(TRAIN_LOSS);
        this.curves = new CurveCache(this);
    }

    private void addColumn(String name) {
        columns.put(name, columns.size());
    }

    /** In the order of the grid, by the ids that they were committed with. */
    private static List<TrialEntry> entries(SweepSpec spec, CommittedTrials committed) {
        CommittedTrials now = new CommittedTrials(spec, committed.dataset(), committed.trials());
        Map<TrialSpec, TrialId> ids = new HashMap<>();
        SweepStatus.of(now, Optional.empty(), Instant.EPOCH).specs().forEach((id, trial) -> ids.put(trial, id));
        List<TrialEntry> entries = new ArrayList<>();
        spec.trials(committed.dataset()).forEach(trial -> {
            @Nullable TrialId id = ids.get(trial);
            entries.add(new TrialEntry(id == null ? trial.id() : id, trial));
        });
        return List.copyOf(entries);
    }

    /**
     * Without outcomes, which {@link #load} reads.
     *
     * @param file the text that {@code spec} is of
     */
    static SweepView of(String file, SweepSpec spec, Path directory) {
        StoredResults rows = StoredResults.read(directory);
        return new SweepView(file, spec, directory, new CommittedTrials(rows.sweep(), rows.dataset(), rows.trials()));
    }

    /** Reads what is committed. */
    SweepView load() {
        StoredResults rows = StoredResults.read(directory);
        Map<TrialId, Outcome> read = new HashMap<>();
        for (TrialRow row : rows.trials()) {
            if (byId.containsKey(row.id())) {
                Outcome outcome = new Outcome(row, columns.size());
                put(outcome, TRAIN_LOSS, row.trainLoss());
                read.put(row.id(), outcome);
            }
        }
        rows.eachLayer(row ->
                Optional.ofNullable(read.get(row.trial())).ifPresent(outcome -> put(outcome, row.measurement())));
        rows.eachEvaluation(row ->
                Optional.ofNullable(read.get(row.trial())).ifPresent(outcome -> put(outcome, row.measurement())));
        read.forEach((id, outcome) -> entry(id).ifPresent(entry -> entry.put(outcome)));
        version.incrementAndGet();
        return this;
    }

    /** Those of a trial come in the order of its epochs, so the last one stays. */
    private void put(Outcome outcome, LayerMeasurement layer) {
        put(outcome, Quantity.kappa(layer.layer()).text(), layer.spectrum().kappa());
    }

    private void put(Outcome outcome, EvaluationMeasurement value) {
        Optional.ofNullable(metrics.get(value.metric()))
                .ifPresent(metric -> put(
                        outcome, Quantity.ofEvaluation(metric, value.snr()).text(), metric.factor() * value.value()));
    }

    private void put(Outcome outcome, String column, double value) {
        Optional.ofNullable(columns.get(column)).ifPresent(place -> outcome.put(place, value));
    }

    void add(TrialResult result) {
        entry(result.id()).ifPresent(entry -> {
            Outcome outcome = new Outcome(result, columns.size());
            put(outcome, TRAIN_LOSS, result.trainLoss());
            result.layers().forEach(layer -> put(outcome, layer));
            result.evaluations().forEach(value -> put(outcome, value));
            entry.put(outcome);
            curves.add(entry, result);
            version.incrementAndGet();
        });
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

    Path directory() {
        return directory;
    }

    TrialText names() {
        return names;
    }

    List<TrialEntry> trials() {
        return trials;
    }

    /** The quantities, by their place. */
    Map<String, Integer> columns() {
        return columns;
    }

    CurveCache curves() {
        return curves;
    }

    /** Grows whenever something has ended. */
    long version() {
        return version.get();
    }

    /** What trials are told apart by: lambda, seed, and what varies. */
    List<Parameter> parameters() {
        List<Parameter> shown = new ArrayList<>(spec.shown());
        shown.add(Parameter.SEED);
        return shown;
    }
}
