package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * As {@link StoredResults}, without what was asked of the trials, for readers who know it: that takes most of the time to read the
 * table {@code trials}.
 */
public final class StoredEnds {
    private final Path directory;
    private final DatasetId dataset;
    private final StoredTrials stored;
    private final List<TrialEnd> trials;
    private final MeasuredRows measured;

    private StoredEnds(Path directory, DatasetId dataset) throws IOException {
        this.directory = directory;
        this.dataset = dataset;
        this.stored = new StoredTrials(directory);
        this.trials = stored.ends();
        this.measured = new MeasuredRows(
                directory,
                trials.stream().filter(TrialEnd::isMeasured).map(TrialEnd::id).toList());
    }

    /**
     * What is committed now.
     *
     * @throws InvalidInputException as {@link ResultDirectory#read(Path)}
     */
    public static StoredEnds read(Path directory) {
        try {
            return new StoredEnds(directory, ResultDirectory.manifest(directory).dataset());
        } catch (IOException e) {
            throw ResultDirectory.unreadable(directory, e);
        }
    }

    public DatasetId dataset() {
        return dataset;
    }

    /** In the order of their ids. */
    public List<TrialEnd> trials() {
        return trials;
    }

    /** What was asked of them too; of those that were committed before this is called. */
    public List<TrialRow> rows() {
        return StoredResults.read(directory).trials();
    }

    /** Those of one trial come together, as from the others. */
    public void eachEpoch(Consumer<EpochRow> reader) {
        measured.each(stored.epochs(), reader);
    }

    public void eachKappa(Consumer<KappaRow> reader) {
        measured.each(stored.layers(), LayerTable.KAPPA, reader);
    }

    public void eachEvaluation(Consumer<EvaluationRow> reader) {
        measured.each(stored.evaluations(), reader);
    }
}
