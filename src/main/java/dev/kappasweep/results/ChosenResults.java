package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The rows of some trials, as if there were no others. */
public record ChosenResults(ResultRows all, Predicate<TrialId> isChosen) implements ResultRows {
    @Override
    public SweepSpec sweep() {
        return all.sweep();
    }

    @Override
    public DatasetId dataset() {
        return all.dataset();
    }

    @Override
    public List<String> dataNotices() {
        return all.dataNotices();
    }

    @Override
    public List<TrialRow> trials() {
        return all.trials().stream().filter(row -> isChosen.test(row.id())).toList();
    }

    private <R> Consumer<R> only(Function<R, TrialId> trial, Consumer<R> reader) {
        return row -> {
            if (isChosen.test(trial.apply(row))) {
                reader.accept(row);
            }
        };
    }

    @Override
    public void eachLayer(Consumer<LayerRow> reader) {
        all.eachLayer(only(LayerRow::trial, reader));
    }

    @Override
    public void eachSpectrum(Consumer<SpectrumRow> reader) {
        all.eachSpectrum(only(SpectrumRow::trial, reader));
    }

    @Override
    public void eachEpoch(Consumer<EpochRow> reader) {
        all.eachEpoch(only(EpochRow::trial, reader));
    }

    @Override
    public void eachEvaluation(Consumer<EvaluationRow> reader) {
        all.eachEvaluation(only(EvaluationRow::trial, reader));
    }

    @Override
    public void eachSample(Consumer<SampleRow> reader) {
        all.eachSample(only(SampleRow::trial, reader));
    }
}
