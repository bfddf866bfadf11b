package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The five tables of one directory. A trial exists if it has a row in {@code trials}, which is written after its other rows and
 * deleted before them.
 */
final class StoredTrials {
    private final TableFiles<TrialRow> trials;
    private final TableFiles<LayerRow> layers;
    private final TableFiles<SpectrumRow> spectra;
    private final TableFiles<EpochRow> epochs;
    private final TableFiles<EvaluationRow> evaluations;

    StoredTrials(Path directory) {
        trials = new TableFiles<>(directory, new TrialTable());
        layers = new TableFiles<>(directory, new LayerTable());
        spectra = new TableFiles<>(directory, new SpectrumTable());
        epochs = new TableFiles<>(directory, new EpochTable());
        evaluations = new TableFiles<>(directory, new EvaluationTable());
    }

    /** All rows of one trial. */
    record Rows(
            TrialRow trial,
            List<LayerRow> layers,
            List<SpectrumRow> spectra,
            List<EpochRow> epochs,
            List<EvaluationRow> evaluations) {}

    void create() throws IOException {
        for (TableFiles<?> table : List.of(layers, spectra, epochs, evaluations, trials)) {
            table.create();
        }
    }

    SortedSet<TrialId> ids() throws IOException {
        return trials.trials();
    }

    void write(Rows rows) throws IOException {
        TrialId id = rows.trial().id();
        trials.delete(id);
        layers.write(id, rows.layers());
        spectra.write(id, rows.spectra());
        epochs.write(id, rows.epochs());
        evaluations.write(id, rows.evaluations());
        trials.write(id, List.of(rows.trial()));
    }

    /** The row in {@code trials}; empty if the trial is not committed. */
    Optional<TrialRow> readTrial(TrialId id) throws IOException {
        return trials.read(id).flatMap(rows -> rows.stream().findFirst());
    }

    /** All rows of a trial, from one commit; empty if the trial is not committed. */
    Optional<Rows> read(TrialId id) throws IOException {
        Optional<TrialRow> trial = readTrial(id);
        while (trial.isPresent()) {
            Rows rows = new Rows(
                    trial.get(), rowsOf(layers, id), rowsOf(spectra, id), rowsOf(epochs, id), rowsOf(evaluations, id));
            Optional<TrialRow> after = trial.get().isFinal() ? trial : readTrial(id);
            if (trial.equals(after)) {
                return Optional.of(rows);
            }
            trial = after; // a FAILED trial was replaced meanwhile
        }
        return Optional.empty();
    }

    private static <R> List<R> rowsOf(TableFiles<R> table, TrialId id) throws IOException {
        return table.read(id).orElse(List.of());
    }

    /** Deletes what a killed process left: half-written files, and rows of trials that it did not commit. */
    void deleteLeftovers() throws IOException {
        SortedSet<TrialId> committed = ids();
        trials.deleteTemporaryFiles();
        for (TableFiles<?> table : List.of(layers, spectra, epochs, evaluations)) {
            table.deleteTemporaryFiles();
            List<TrialId> orphans = new ArrayList<>(table.trials());
            orphans.removeAll(committed);
            for (TrialId orphan : orphans) {
                table.delete(orphan);
            }
        }
    }
}
