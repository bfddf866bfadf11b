package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a result directory holds: the sweep it was last opened with, and the rows of all committed trials. Trials are ordered by
 * id, the other rows by trial in that order and then as they were measured.
 *
 * @param trials includes FAILED ones, and trials of values that have since been taken off the axes
 */
public record ResultTables(
        SweepSpec sweep,
        DatasetId dataset,
        List<TrialRow> trials,
        List<LayerRow> layers,
        List<SpectrumRow> spectra,
        List<EpochRow> epochs,
        List<EvaluationRow> evaluations,
        List<SampleRow> samples)
        implements ResultRows {
    public ResultTables {
        trials = List.copyOf(trials);
        layers = List.copyOf(layers);
        spectra = List.copyOf(spectra);
        epochs = List.copyOf(epochs);
        evaluations = List.copyOf(evaluations);
        samples = List.copyOf(samples);
    }

    @Override
    public void eachLayer(Consumer<LayerRow> reader) {
        layers.forEach(reader);
    }

    @Override
    public void eachSpectrum(Consumer<SpectrumRow> reader) {
        spectra.forEach(reader);
    }

    @Override
    public void eachEpoch(Consumer<EpochRow> reader) {
        epochs.forEach(reader);
    }

    @Override
    public void eachEvaluation(Consumer<EvaluationRow> reader) {
        evaluations.forEach(reader);
    }

    @Override
    public void eachSample(Consumer<SampleRow> reader) {
        samples.forEach(reader);
    }

    /** The rows of the trials in {@code ids}. */
    public ResultTables only(Set<TrialId> ids) {
        return new ResultTables(
                sweep,
                dataset,
                only(ids, trials, TrialRow::id),
                only(ids, layers, LayerRow::trial),
                only(ids, spectra, SpectrumRow::trial),
                only(ids, epochs, EpochRow::trial),
                only(ids, evaluations, EvaluationRow::trial),
                only(ids, samples, SampleRow::trial));
    }

    private static <R> List<R> only(Set<TrialId> ids, List<R> rows, Function<R, TrialId> trial) {
        return rows.stream().filter(row -> ids.contains(trial.apply(row))).toList();
    }

    /** The trials as they were when they ended, in the order of {@link #trials}. */
    public List<TrialResult> results() {
        Map<TrialId, List<LayerRow>> layersOf = layers.stream().collect(Collectors.groupingBy(LayerRow::trial));
        Map<TrialId, List<SpectrumRow>> spectraOf = spectra.stream().collect(Collectors.groupingBy(SpectrumRow::trial));
        Map<TrialId, List<EpochRow>> epochsOf = epochs.stream().collect(Collectors.groupingBy(EpochRow::trial));
        Map<TrialId, List<EvaluationRow>> evaluationsOf =
                evaluations.stream().collect(Collectors.groupingBy(EvaluationRow::trial));
        Map<TrialId, List<SampleRow>> samplesOf = samples.stream().collect(Collectors.groupingBy(SampleRow::trial));
        return trials.stream()
                .map(row -> new TrialResult(
                        row.spec(),
                        row.ending(),
                        row.provenance(),
                        row.training(),
                        new Measurements(
                                of(layersOf, row, LayerRow::measurement),
                                of(spectraOf, row, SpectrumRow::measurement),
                                of(epochsOf, row, EpochRow::measurement),
                                of(evaluationsOf, row, EvaluationRow::measurement),
                                of(samplesOf, row, SampleRow::measurement))))
                .toList();
    }

    private static <R, M> List<M> of(Map<TrialId, List<R>> rows, TrialRow trial, Function<R, M> measurement) {
        return rows.getOrDefault(trial.id(), List.of()).stream()
                .map(measurement)
                .toList();
    }
}
