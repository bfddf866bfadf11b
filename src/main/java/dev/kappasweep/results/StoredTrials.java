package dev.kappasweep.results;

import dev.kappasweep.results.Wholeness.Damage;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The six tables of one directory. A trial exists if it has a row in {@code trials}, which is written after its other rows and
 * notes their checksums. Only trials with a final outcome have other rows.
 */
final class StoredTrials {
    private final Path directory;
    private final Disk disk;
    private final TableFiles<TrialRow> trials;
    private final TableFiles<LayerRow> layers;
    private final TableFiles<SpectrumRow> spectra;
    private final TableFiles<EpochRow> epochs;
    private final TableFiles<EvaluationRow> evaluations;
    private final TableFiles<SampleRow> samples;
    private final Wholeness wholeness;

    StoredTrials(Path directory) {
        this(directory, Disk.LOCAL);
    }

    StoredTrials(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
        trials = new TableFiles<>(directory, new TrialTable(), TrialRow::id, disk);
        layers = new TableFiles<>(directory, new LayerTable(), LayerRow::trial, disk);
        spectra = new TableFiles<>(directory, new SpectrumTable(), SpectrumRow::trial, disk);
        epochs = new TableFiles<>(directory, new EpochTable(), EpochRow::trial, disk);
        evaluations = new TableFiles<>(directory, new EvaluationTable(), EvaluationRow::trial, disk);
        samples = new TableFiles<>(directory, new SampleTable(), SampleRow::trial, disk);
        wholeness = new Wholeness(trials, children());
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

    /** All tables but {@code trials}, in the order in which they are written. */
    List<TableFiles<?>> children() {
        return List.of(layers, spectra, epochs, evaluations, samples);
    }

    TableFiles<TrialRow> trials() {
        return trials;
    }

    /** In the order in which they are written. */
    List<TableFiles<?>> tables() {
        List<TableFiles<?>> tables = new ArrayList<>(children());
        tables.add(trials);
        return tables;
    }

    Disk disk() {
        return disk;
    }

    void create() throws IOException {
        for (TableFiles<?> table : tables()) {
            table.create();
        }
        disk.sync(directory);
    }

    /**
     * Writes trials with a final outcome, which become visible together, and durable before this returns.
     *
     * @param replaced those of them that have a row already, which is not final, by its file
     */
    void writeFinal(Rows rows, Map<TableFile, Set<TrialId>> replaced) throws IOException {
        TableFile file = TableFile.of(rows.trials().stream().map(TrialRow::id).toList(), false);
        deleteUnfinished(replaced);
        Map<String, String> notes = new HashMap<>();
        write(layers, file, rows.layers(), notes);
        write(spectra, file, rows.spectra(), notes);
        write(epochs, file, rows.epochs(), notes);
        write(evaluations, file, rows.evaluations(), notes);
        write(samples, file, rows.samples(), notes);
        for (TableFiles<?> table : children()) {
            table.sync();
        }
        trials.write(file, rows.trials(), notes);
        trials.sync();
    }

    /**
     * Adds rows to those of committed trials, file by file in one step each, durable before this returns. What there was of the
     * added SNRs is replaced: a killed process may have left samples without their evaluations, which count.
     *
     * @param files of the trials
     */
    void addEvaluations(List<AddedEvaluations> added, Map<TrialId, TableFile> files) throws IOException {
        Map<TableFile, List<AddedEvaluations>> byFile = added.stream()
                .collect(Collectors.groupingBy(one -> files.get(one.trial()), TreeMap::new, Collectors.toList()));
        add(
                samples,
                byFile,
                SampleRow::trial,
                row -> row.measurement().snr(),
                one -> one.samples().stream()
                        .map(sample -> new SampleRow(one.trial(), sample))
                        .toList());
        add(
                evaluations,
                byFile,
                EvaluationRow::trial,
                row -> row.measurement().snr(),
                one -> one.evaluations().stream()
                        .map(evaluation -> new EvaluationRow(one.trial(), evaluation))
                        .toList());
    }

    private static <R> void add(
            TableFiles<R> table,
            Map<TableFile, List<AddedEvaluations>> byFile,
            Function<R, TrialId> trial,
            Function<R, Snr> snr,
            Function<AddedEvaluations, List<R>> rows)
            throws IOException {
        boolean hasChanged = false;
        for (Map.Entry<TableFile, List<AddedEvaluations>> one : byFile.entrySet()) {
            if (one.getValue().stream().anyMatch(added -> !rows.apply(added).isEmpty())) {
                TableFile file = one.getKey();
                // Results of earlier versions have no samples.
                StoredRows<R> before = table.has(file) ? table.read(file) : new StoredRows<>(file, Map.of(), List.of());
                table.rewrite(before, merged(before.rows(), one.getValue(), trial, snr, rows));
                hasChanged = true;
            }
        }
        if (hasChanged) {
            table.sync();
        }
    }

    /** Those of one trial stay together. */
    private static <R> List<R> merged(
            List<R> before,
            List<AddedEvaluations> added,
            Function<R, TrialId> trial,
            Function<R, Snr> snr,
            Function<AddedEvaluations, List<R>> rows) {
        Map<TrialId, List<R>> byTrial = new LinkedHashMap<>();
        before.forEach(row -> byTrial.computeIfAbsent(trial.apply(row), id -> new ArrayList<>())
                .add(row));
        for (AddedEvaluations one : added) {
            List<R> own = byTrial.computeIfAbsent(one.trial(), id -> new ArrayList<>());
            own.removeIf(row -> one.snr().contains(snr.apply(row)));
            own.addAll(rows.apply(one));
        }
        return byTrial.values().stream().flatMap(List::stream).toList();
    }

    private static <R> void write(TableFiles<R> table, TableFile file, List<R> rows, Map<String, String> notes)
            throws IOException {
        notes.put(Wholeness.noteOf(table), table.write(file, rows, Map.of()));
    }

    /** Durable before another row of these trials can be. */
    private void deleteUnfinished(Map<TableFile, Set<TrialId>> ids) throws IOException {
        for (Map.Entry<TableFile, Set<TrialId>> some : ids.entrySet()) {
            replaceUnfinished(some.getKey(), some.getValue(), List.of());
        }
        if (!ids.isEmpty()) {
            trials.sync();
        }
    }

    /**
     * Writes the rows of trials that are to be trained again, durable before this returns.
     *
     * @param replaced those of them that have a row already, by its file
     * @return the file of those that had none; there is one at least
     */
    TableFile writeUnfinished(List<TrialRow> rows, Map<TableFile, Set<TrialId>> replaced) throws IOException {
        Map<TrialId, TrialRow> fresh = new HashMap<>();
        rows.forEach(row -> fresh.put(row.id(), row));
        for (Map.Entry<TableFile, Set<TrialId>> some : replaced.entrySet()) {
            List<TrialRow> now = some.getValue().stream()
                    .flatMap(id -> Stream.ofNullable(fresh.remove(id)))
                    .toList();
            replaceUnfinished(some.getKey(), some.getValue(), now);
        }
        TableFile file = TableFile.of(rows.stream().map(TrialRow::id).toList(), true);
        if (!fresh.isEmpty()) {
            file = TableFile.of(List.copyOf(fresh.keySet()), true);
            replaceUnfinished(file, Set.of(), List.copyOf(fresh.values()));
        }
        trials.sync();
        return file;
    }

    /** In one step, so that the other trials of the file keep their rows. */
    private void replaceUnfinished(TableFile file, Set<TrialId> before, List<TrialRow> now) throws IOException {
        List<TrialRow> rows = new ArrayList<>(now);
        if (trials.has(file)) {
            trials.read(file).rows().stream()
                    .filter(row -> !before.contains(row.id()))
                    .forEach(rows::add);
        }
        if (rows.isEmpty()) {
            trials.delete(file);
        } else {
            trials.write(file, sorted(rows), Map.of());
        }
    }

    private static List<TrialRow> sorted(Collection<TrialRow> rows) {
        return rows.stream().sorted(Comparator.comparing(TrialRow::id)).toList();
    }

    /** The trials at one moment, by file, and the files that have lost rows in other tables. */
    Wholeness.Checked<TrialOutcome> outcomes() throws IOException {
        return outcomes(file -> true);
    }

    /** As {@link #outcomes()}, in some files only. */
    Wholeness.Checked<TrialOutcome> outcomes(Predicate<TableFile> choice) throws IOException {
        Wholeness.Checked<TrialOutcome> outcomes =
                wholeness.check(() -> trials.read(choice, TrialTable.OUTCOMES), TrialOutcome::isFinal);
        requireEachOnce(outcomes.whole(), TrialOutcome::id);
        return outcomes;
    }

    /** Two processes that wrote to one directory at once may have left a trial in two files. */
    private <T> void requireEachOnce(List<StoredRows<T>> files, Function<T, TrialId> id) {
        Set<TrialId> seen = new HashSet<>();
        for (StoredRows<T> file : files) {
            for (T row : file.rows()) {
                if (!seen.add(id.apply(row))) {
                    throw twice(files, id, id.apply(row), file.file());
                }
            }
        }
    }

    private <T> InvalidInputException twice(
            List<StoredRows<T>> files, Function<T, TrialId> id, TrialId trial, TableFile second) {
        TableFile first = files.stream()
                .filter(file ->
                        file.rows().stream().anyMatch(row -> id.apply(row).equals(trial)))
                .findFirst()
                .orElseThrow()
                .file();
        return new InvalidInputException(
                "results: trial " + trial + " is in two files of " + trials.directory() + ", "
                        + first.name() + " and " + second.name()
                        + ", expected each trial once; delete one of them, and 'run' of the same sweep trains what was in it alone");
    }

    /**
     * Deletes the rows of trials that have lost rows in other tables.
     *
     * @return what was wrong, by the first trial of each file
     */
    Map<TrialId, String> deleteDamaged() throws IOException {
        Map<TrialId, String> repairs = new TreeMap<>();
        for (Damage damage : outcomes().damaged()) {
            trials.delete(damage.file());
            repairs.put(
                    damage.file().first(),
                    damage.what() + ": " + damage.file().trialsText() + " will be trained again");
        }
        if (!repairs.isEmpty()) {
            trials.sync();
        }
        return repairs;
    }

    /** All rows of {@code trials} at one moment, ordered by id. */
    List<TrialRow> readTrials() throws IOException {
        List<StoredRows<TrialRow>> files =
                wholeness.check(trials::read, TrialRow::isFinal).requireWhole();
        requireEachOnce(files, TrialRow::id);
        return sorted(StoredRows.all(files));
    }

    /** All rows of the trials that are committed at one moment, by trial in the order of their ids. */
    Rows read() throws IOException {
        List<TrialRow> rows = readTrials();
        return childrenOf(
                rows,
                StoredRows.all(layers.read()),
                StoredRows.all(spectra.read()),
                StoredRows.all(epochs.read()),
                StoredRows.all(evaluations.read()),
                StoredRows.all(samples.read()));
    }

    /** All rows of one trial; none if it is not committed. */
    Rows read(TrialId id) throws IOException {
        List<TrialRow> rows = StoredRows.all(
                wholeness.check(() -> trials.read(id), TrialRow::isFinal).requireWhole());
        return childrenOf(
                rows,
                StoredRows.all(layers.read(id)),
                StoredRows.all(spectra.read(id)),
                StoredRows.all(epochs.read(id)),
                StoredRows.all(evaluations.read(id)),
                StoredRows.all(samples.read(id)));
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
