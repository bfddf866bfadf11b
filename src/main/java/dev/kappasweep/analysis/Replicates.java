package dev.kappasweep.analysis;

import dev.kappasweep.results.EpochRow;
import dev.kappasweep.results.EvaluationRow;
import dev.kappasweep.results.LayerRow;
import dev.kappasweep.results.ResultRows;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.table.Metric;
import dev.kappasweep.table.Quantity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The replicates of a result directory, read row by row: what is held of a trial is its row and an array of numbers. */
final class Replicates {
    private static final List<Metric> OF_LAYERS = Arrays.stream(Metric.values())
            .filter(metric -> metric.of() == Metric.Of.LAYER)
            .toList();

    private final QuantityColumns columns = new QuantityColumns();
    private final IntPredicate epochs;
    private final List<Snr> snr;
    private final Map<TrialId, Replicate> byId = new HashMap<>();
    private final Set<String> layers = new LinkedHashSet<>();
    private final Set<String> metrics = new LinkedHashSet<>();

    /** Whose layers or epochs are being read: those of one trial come together. */
    private @Nullable TrialId current;

    /** Of the current trial by layer, as far as it has been read. */
    private final Map<String, Integer> lastEpochs = new HashMap<>();

    /** Of the current trial as far as its epochs have been read. */
    private int lastEpoch;

    /** @param epochs whose layers are wanted besides those after the last */
    Replicates(ResultRows results, IntPredicate epochs) {
        this.epochs = epochs;
        this.snr = results.sweep().evaluation().snr();
        for (TrialRow row : results.trials()) {
            Replicate replicate = new Replicate(row, columns);
            replicate.put(Quantity.ofTrial(Metric.TRAIN_LOSS), row.trainLoss());
            replicate.put(Quantity.ofTrial(Metric.SECONDS), row.seconds());
            replicate.put(Quantity.ofTrial(Metric.STEPS), (double) row.steps());
            byId.put(row.id(), replicate);
        }
        results.eachLayer(this::add);
        results.eachEvaluation(this::add);
        if (results.trials().stream().anyMatch(Replicates::isValidated)) {
            results.eachEpoch(this::add);
        }
    }

    private static boolean isValidated(TrialRow row) {
        return row.spec().settings().real(Parameter.VALIDATION) > 0;
    }

    private void add(EpochRow row) {
        EpochMeasurement epoch = row.measurement();
        if (!row.trial().equals(current)) {
            current = row.trial();
            lastEpoch = 0;
        }
        if (epoch.epoch() > lastEpoch) {
            lastEpoch = epoch.epoch();
            Optional.ofNullable(byId.get(row.trial())).ifPresent(replicate -> put(replicate, epoch));
        }
    }

    private static void put(Replicate replicate, EpochMeasurement epoch) {
        if (isValidated(replicate.trial())) {
            put(replicate, Metric.VALIDATION_ACCURACY, epoch.validationAccuracy());
            put(replicate, Metric.VALIDATION_LOSS, epoch.validationLoss());
        }
    }

    private static void put(Replicate replicate, Metric metric, double value) {
        replicate.put(Quantity.ofTrial(metric), value);
    }

    private void add(LayerRow row) {
        LayerMeasurement layer = row.measurement();
        layers.add(layer.layer());
        if (!row.trial().equals(current)) {
            current = row.trial();
            lastEpochs.clear();
        }
        boolean isLast = lastEpochs.merge(layer.layer(), layer.epoch(), Math::max) == layer.epoch();
        Optional.ofNullable(byId.get(row.trial())).ifPresent(replicate -> {
            replicate.reached(layer.epoch());
            if (isLast) {
                put(replicate, layer, Quantity.LAST);
            }
            if (epochs.test(layer.epoch())) {
                put(replicate, layer, layer.epoch());
            }
        });
    }

    private static void put(Replicate replicate, LayerMeasurement layer, int epoch) {
        OF_LAYERS.forEach(
                metric -> replicate.put(Quantity.ofLayer(metric, layer.layer(), epoch), metric.of(layer.spectrum())));
    }

    private void add(EvaluationRow row) {
        EvaluationMeasurement evaluation = row.measurement();
        metrics.add(evaluation.metric());
        Optional.ofNullable(byId.get(row.trial()))
                .ifPresent(replicate -> metric(evaluation.metric())
                        .ifPresent(metric ->
                                replicate.put(Quantity.ofEvaluation(metric, evaluation.snr()), evaluation.value())));
    }

    /** Empty for a metric that a later version has added. */
    private static Optional<Metric> metric(String name) {
        return Arrays.stream(Metric.values())
                .filter(metric -> metric.of() == Metric.Of.EVALUATION)
                .filter(metric -> metric.text().equals(name))
                .findFirst();
    }

    /** Every weight matrix that was measured, in the order of the network. */
    List<String> layers() {
        return List.copyOf(layers);
    }

    /** In the order of the trials' ids. */
    List<Replicate> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(one -> one.trial().id()))
                .toList();
    }

    /** What was evaluated of any trial: by metric, without noise first. */
    List<Quantity> evaluations() {
        return columns.quantities().stream()
                .filter(quantity -> quantity.snr() != null)
                .sorted(Comparator.comparing(Quantity::metric)
                        .thenComparing(quantity -> Objects.requireNonNull(quantity.snr()), Comparator.reverseOrder()))
                .toList();
    }

    /** The names of all that was evaluated. */
    List<String> evaluated() {
        return List.copyOf(metrics);
    }

    /**
     * Every committed trial by what was asked, with the test SNRs that the sweep has now. Where a directory has the results of two versions of the program for the same
     * spec, those of the newer one count.
     */
    Map<TrialSpec, Replicate> bySpec() {
        Map<TrialSpec, Replicate> replicates = new HashMap<>();
        byId.values().forEach(one -> replicates.merge(one.trial().spec().evaluatedAt(snr), one, Replicates::newer));
        return replicates;
    }

    private static Replicate newer(Replicate one, Replicate other) {
        return one.trial().objectiveVersion() > other.trial().objectiveVersion() ? one : other;
    }
}
