package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The six tables of one directory. A trial exists if it has a row in {@code trials}, which is written after its other rows.
 * Only trials with a final outcome have other rows, and only they share a file with others.
 */
final class StoredTrials {
    private final Path directory;
    private final TableFiles<TrialRow> trials;
    private final TableFiles<LayerRow> layers;
    private final TableFiles<SpectrumRow> spectra;
    private final TableFiles<EpochRow> epochs;
    private final TableFiles<EvaluationRow> evaluations;
    private final TableFiles<SampleRow> samples;

    StoredTrials(Path directory) {
        this.directory = directory;
        trials = new TableFiles<>(directory, new TrialTable(), TrialRow::id);
        layers = new TableFiles<>(directory, new LayerTable(), LayerRow::trial);
        spectra = new TableFiles<>(directory, new SpectrumTable(), SpectrumRow::trial);
        epochs = new TableFiles<>(directory, new EpochTable(), EpochRow::trial);
        evaluations = new TableFiles<>(directory, new EvaluationTable(), EvaluationRow::trial);
        samples = new TableFiles<>(directory, new SampleTable(), SampleRow::trial);
    }

    /** Rows of some trials. */
    record Rows(
            List<TrialRow> trials,
            List<LayerRow> layers,
            List<SpectrumRow> spectra,
            List<EpochRow> epochs,
            List<EvaluationRow> evaluations,
            List<SampleRow> samples) {}

    TableFiles<LayerRow> layers() {
        return layers;
    }

    TableFiles<SpectrumRow> spectra() {
        return spectra;
    }

    TableFiles<EpochRow> epochs() {
        return epochs;
    }

    TableFiles<EvaluationRow> evaluations() {
        return evaluations;
    }

    TableFiles<SampleRow> samples() {
        return samples;
    }

    /** All tables but {@code trials}. */
    private List<TableFiles<?>> children() {
        return List.of(layers, spectra, epochs, evaluations, samples);
    }

    /** In the order in which they are written. */
    List<TableFiles<?>> tables() {
        List<TableFiles<?>> tables = new ArrayList<>(children());
        tables.add(trials);
        return tables;
    }

    void create() throws IOException {
        for (TableFiles<?> table : tables()) {
            table.create();
        }
        AtomicFiles.sync(directory);
    }

    /** The files of {@code trials}. */
    NavigableSet<TableFile> files() throws IOException {
        return trials.files();
    }

    /** Whether all trials of a file have a final outcome: the others stay alone, to be replaced. */
    boolean isFinal(TableFile file) throws IOException {
        List<TrialOutcome> outcomes = new ArrayList<>();
        trials.read(file, TrialTable.OUTCOMES, outcomes::add);
        return outcomes.stream().allMatch(TrialOutcome::isFinal);
    }

    /**
     * Writes trials with a final outcome, which become visible together, and durable before this returns.
     *
     * @param replaced those of them that have a row already, which is not final
     */
    void writeFinal(Rows rows, Collection<TrialId> replaced) throws IOException {
        TableFile file = file(rows.trials());
        delete(replaced);
        layers.write(file, rows.layers());
        spectra.write(file, rows.spectra());
        epochs.write(file, rows.epochs());
        evaluations.write(file, rows.evaluations());
        samples.write(file, rows.samples());
        for (TableFiles<?> table : children()) {
            table.sync();
        }
        trials.write(file, rows.trials());
        trials.sync();
    }

    /** Writes a trial that failed, or replaces its row by another of that kind. */
    void writeFailed(TrialRow row) throws IOException {
        trials.write(TableFile.of(row.id()), List.of(row));
        trials.sync();
    }

    private void delete(Collection<TrialId> failed) throws IOException {
        for (TrialId id : failed) {
            trials.delete(TableFile.of(id));
        }
    }

    static TableFile file(List<TrialRow> rows) {
        TrialId first = rows.stream().map(TrialRow::id).min(TrialId::compareTo).orElseThrow();
        return new TableFile(first, rows.size());
    }

    /** All trials of {@code trials} at one moment. */
    List<TrialOutcome> outcomes() throws IOException {
        return trials.read(TrialTable.OUTCOMES);
    }

    /** All rows of {@code trials} at one moment, ordered by id. */
    List<TrialRow> readTrials() throws IOException {
        return trials.read().stream().sorted(Comparator.comparing(TrialRow::id)).toList();
    }

    /** All rows of the trials that are committed at one moment, by trial in the order of their ids. */
    Rows read() throws IOException {
        List<TrialRow> rows = readTrials();
        return childrenOf(rows, layers.read(), spectra.read(), epochs.read(), evaluations.read(), samples.read());
    }

    /** All rows of one trial; none if it is not committed. */
    Rows read(TrialId id) throws IOException {
        List<TrialRow> rows = trials.read(id);
        return childrenOf(
                rows, layers.read(id), spectra.read(id), epochs.read(id), evaluations.read(id), samples.read(id));
    }

    /** Leaves out the rows of trials that have been committed since {@code trials} was read; sorted by trial. */
    private static Rows childrenOf(
            List<TrialRow> trials,
            List<LayerRow> layers,
            List<SpectrumRow> spectra,
            List<EpochRow> epochs,
            List<EvaluationRow> evaluations,
            List<SampleRow> samples) {
        Set<TrialId> ids =
                trials.stream().filter(TrialRow::isFinal).map(TrialRow::id).collect(Collectors.toSet());
        return new Rows(
                trials,
                of(ids, layers, LayerRow::trial),
                of(ids, spectra, SpectrumRow::trial),
                of(ids, epochs, EpochRow::trial),
                of(ids, evaluations, EvaluationRow::trial),
                of(ids, samples, SampleRow::trial));
    }

    private static <R> List<R> of(Set<TrialId> ids, List<R> rows, Function<R, TrialId> trial) {
        return rows.stream()
                .filter(row -> ids.contains(trial.apply(row)))
                .sorted(Comparator.comparing(trial))
                .toList();
    }

    /** Deletes what a killed process left: half-written files, and rows of trials that it did not commit. */
    void deleteLeftovers() throws IOException {
        trials.deleteTemporaryFiles();
        Set<TableFile> committed = new HashSet<>(trials.files());
        for (TableFiles<?> table : children()) {
            table.deleteTemporaryFiles();
            for (TableFile file : table.files()) {
                if (!committed.contains(file)) {
                    table.delete(file);
                }
            }
        }
    }
}
