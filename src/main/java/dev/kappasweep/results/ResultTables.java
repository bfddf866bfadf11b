package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

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
}
