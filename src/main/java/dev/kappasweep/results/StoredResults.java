package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The trials that were committed in a directory when it was read, with their other rows on the disk: in memory a trial takes about
 * half a kilobyte. Writes nothing; the sweep may be running.
 */
public final class StoredResults implements ResultRows {
    private final Path directory;
    private final Manifest manifest;
    private final StoredTrials stored;
    private final List<TrialRow> trials;

    private StoredResults(Path directory, Manifest manifest) throws IOException {
        this.directory = directory;
        this.manifest = manifest;
        this.stored = new StoredTrials(directory);
        this.trials = stored.readTrials();
    }

    /**
     * What is committed now.
     *
     * @throws InvalidInputException as {@link ResultStore#read(Path)}
     */
    public static StoredResults read(Path directory) {
        try {
            return new StoredResults(directory, ResultStore.manifest(directory));
        } catch (IOException e) {
            throw ResultStore.unreadable(directory, e);
        }
    }

    @Override
    public SweepSpec sweep() {
        return manifest.sweep();
    }

    @Override
    public DatasetId dataset() {
        return manifest.dataset();
    }

    @Override
    public List<SearchEvent> searchEvents() {
        return SearchLog.read(directory);
    }

    @Override
    public List<String> dataNotices() {
        return manifest.dataNotices();
    }

    @Override
    public List<TrialRow> trials() {
        return trials;
    }

    @Override
    public void eachLayer(Consumer<LayerRow> reader) {
        each(stored.layers(), LayerRow::trial, reader);
    }

    /** As {@link #eachLayer}, in half the time. */
    public void eachKappa(Consumer<KappaRow> reader) {
        try {
            stored.layers().forEach(LayerTable.KAPPA, ofMeasured(KappaRow::trial, reader));
        } catch (IOException e) {
            throw ResultStore.unreadable(directory, e);
        }
    }

    @Override
    public void eachSpectrum(Consumer<SpectrumRow> reader) {
        each(stored.spectra(), SpectrumRow::trial, reader);
    }

    @Override
    public void eachEpoch(Consumer<EpochRow> reader) {
        each(stored.epochs(), EpochRow::trial, reader);
    }

    @Override
    public void eachEvaluation(Consumer<EvaluationRow> reader) {
        each(stored.evaluations(), EvaluationRow::trial, reader);
    }

    @Override
    public void eachSample(Consumer<SampleRow> reader) {
        each(stored.samples(), SampleRow::trial, reader);
    }

    private <R> void each(TableFiles<R> table, Function<R, TrialId> trial, Consumer<R> reader) {
        try {
            table.forEach(ofMeasured(trial, reader));
        } catch (IOException e) {
            throw ResultStore.unreadable(directory, e);
        }
    }

    /** Leaves out the rows of trials that have been committed since {@link #trials()} was read. */
    private <R> Consumer<R> ofMeasured(Function<R, TrialId> trial, Consumer<R> reader) {
        return row -> {
            if (isMeasured(trial.apply(row))) {
                reader.accept(row);
            }
        };
    }

    /** By bisection: a set of all ids would take as much memory as the rows. */
    private boolean isMeasured(TrialId id) {
        int low = 0;
        int high = trials.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = trials.get(middle).id().compareTo(id);
            if (order == 0) {
                return trials.get(middle).isMeasured();
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle - 1;
        }
        return false;
    }
}
