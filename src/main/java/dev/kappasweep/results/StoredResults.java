package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * The trials that were committed in a directory when it was read, with their other rows on the disk: in memory a trial takes about
 * half a kilobyte. Writes nothing; the sweep may be running.
 */
public final class StoredResults implements ResultRows {
    private final Path directory;
    private final Manifest manifest;
    private final StoredTrials stored;
    private final List<TrialRow> trials;
    private final MeasuredRows measured;

    private StoredResults(Path directory, Manifest manifest) throws IOException {
        this.directory = directory;
        this.manifest = manifest;
        this.stored = new StoredTrials(directory);
        this.trials = stored.readTrials();
        this.measured = new MeasuredRows(
                directory,
                trials.stream().filter(TrialRow::isMeasured).map(TrialRow::id).toList());
    }

    /**
     * What is committed now.
     *
     * @throws InvalidInputException as {@link ResultDirectory#read(Path)}
     */
    public static StoredResults read(Path directory) {
        try {
            return new StoredResults(directory, ResultDirectory.manifest(directory));
        } catch (IOException e) {
            throw ResultDirectory.unreadable(directory, e);
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
        measured.each(stored.layers(), reader);
    }

    @Override
    public void eachSpectrum(Consumer<SpectrumRow> reader) {
        measured.each(stored.spectra(), reader);
    }

    @Override
    public void eachEpoch(Consumer<EpochRow> reader) {
        measured.each(stored.epochs(), reader);
    }

    @Override
    public void eachEvaluation(Consumer<EvaluationRow> reader) {
        measured.each(stored.evaluations(), reader);
    }

    @Override
    public void eachSample(Consumer<SampleRow> reader) {
        measured.each(stored.samples(), reader);
    }
}
