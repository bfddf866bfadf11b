package dev.kappasweep.results;

import dev.kappasweep.files.Requests;
import dev.kappasweep.files.Store;
import dev.kappasweep.results.Commit.Event;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The six tables of one directory. A trial exists if it has a row in {@code trials}, whose file notes the checksums of its other
 * rows. Only measured trials have other rows.
 */
final class StoredTrials {
    private final CommitLog log;
    private final Store store;
    private final TableFiles<TrialRow> trials;
    private final TableFiles<LayerRow> layers;
    private final TableFiles<SpectrumRow> spectra;
    private final TableFiles<EpochRow> epochs;
    private final TableFiles<EvaluationRow> evaluations;
    private final TableFiles<SampleRow> samples;
    private final Wholeness wholeness;

    StoredTrials(Path directory) {
        this(directory, Store.of(directory));
    }

    StoredTrials(Path directory, Store store) {
        this.store = store;
        log = new CommitLog(directory, store);
        trials = new TableFiles<>(directory, new TrialTable(), TrialRow::id, log, store);
        layers = new TableFiles<>(directory, new LayerTable(), LayerRow::trial, log, store);
        spectra = new TableFiles<>(directory, new SpectrumTable(), SpectrumRow::trial, log, store);
        epochs = new TableFiles<>(directory, new EpochTable(), EpochRow::trial, log, store);
        evaluations = new TableFiles<>(directory, new EvaluationTable(), EvaluationRow::trial, log, store);
        samples = new TableFiles<>(directory, new SampleTable(), SampleRow::trial, log, store);
        wholeness = new Wholeness(trials, children(), store);
    }

    /** Rows of some trials. */
    record Rows(
            List<TrialRow> trials,
            List<LayerRow> layers,
            List<SpectrumRow> spectra,
            List<EpochRow> epochs,
            List<EvaluationRow> evaluations,
            List<SampleRow> samples) {
        /** Those of some trials, if they are finished. */
        Rows finalOf(Predicate<TrialId> choice) {
            return childrenOf(
                    trials.stream()
                            .filter(row -> row.isFinal() && choice.test(row.id()))
                            .toList(),
                    layers,
                    spectra,
                    epochs,
                    evaluations,
                    samples);
        }
    }

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

    CommitLog log() {
        return log;
    }

    Store store() {
        return store;
    }

    void create() throws IOException {
        for (TableFiles<?> table : tables()) {
            table.create();
        }
    }

    /**
     * Writes measured trials, which become visible together, and durable before this returns.
     *
     * @param replaced those of them that have a row already, without rows elsewhere, by its file
     * @param goneOn those of them that are measured already, by the file
     * @return the files that hold trials which {@code goneOn} does not name now, by those that held them
     */
    Map<TableFile, TableFile> writeMeasured(
            Rows rows, Map<TableFile, Set<TrialId>> replaced, Map<TableFile, Set<TrialId>> goneOn) throws IOException {
        Map<TableFile, TableFile> moved = new HashMap<>();
        log.commit(Event.TRIALS, change -> {
            for (Map.Entry<TableFile, Set<TrialId>> some : goneOn.entrySet()) {
                without(change, some.getKey(), some.getValue()).ifPresent(file -> moved.put(some.getKey(), file));
            }
            writeMeasured(change, rows, replaced);
        });
        return moved;
    }

    /**
     * Takes measured trials out of a file.
     *
     * @return the file of those that stay; empty if there is none
     */
    private Optional<TableFile> without(Change change, TableFile file, Set<TrialId> gone) throws IOException {
        List<TrialId> stay = trials.read(file).rows().stream()
                .map(TrialRow::id)
                .filter(id -> !gone.contains(id))
                .toList();
        Optional<TableFile> left = stay.isEmpty() ? Optional.empty() : Optional.of(TableFile.of(stay, false));
        Set<TrialId> staying = Set.copyOf(stay);
        Map<String, String> notes = new HashMap<>();
        for (TableFiles<?> table : children()) {
            move(change, table, file, left, staying, Map.of())
                    .ifPresent(sums -> notes.put(Wholeness.noteOf(table), sums));
        }
        move(change, trials, file, left, staying, notes);
        return left;
    }

    private static <R> Optional<String> move(
            Change change,
            TableFiles<R> table,
            TableFile from,
            Optional<TableFile> to,
            Set<TrialId> staying,
            Map<String, String> notes)
            throws IOException {
        List<R> rows = to.isEmpty()
                ? List.of()
                : table.read(from).rows().stream()
                        .filter(row -> staying.contains(table.trialOf(row)))
                        .toList();
        table.remove(change, from);
        return to.isEmpty() ? Optional.empty() : Optional.of(table.write(change, to.get(), rows, notes));
    }

    private void writeMeasured(Change change, Rows rows, Map<TableFile, Set<TrialId>> replaced) throws IOException {
        TableFile file = TableFile.of(rows.trials().stream().map(TrialRow::id).toList(), false);
        Map<String, String> notes = new ConcurrentHashMap<>();
        Requests.all(
                store,
                List.of(
                        writing(change, layers, file, rows.layers(), notes),
                        writing(change, spectra, file, rows.spectra(), notes),
                        writing(change, epochs, file, rows.epochs(), notes),
                        writing(change, evaluations, file, rows.evaluations(), notes),
                        writing(change, samples, file, rows.samples(), notes)));
        for (Map.Entry<TableFile, Set<TrialId>> some : replaced.entrySet()) {
            replaceUnfinished(change, some.getKey(), some.getValue(), List.of());
        }
        trials.write(change, file, rows.trials(), notes);
    }

    /**
     * Adds rows to those of committed trials, all at once, durable before this returns. What there was of the added SNRs is
     * replaced.
     *
     * @param files of the trials
     */
    void addEvaluations(List<AddedEvaluations> added, Map<TrialId, TableFile> files) throws IOException {
        Map<TableFile, List<AddedEvaluations>> byFile = added.stream()
                .collect(Collectors.groupingBy(one -> files.get(one.trial()), TreeMap::new, Collectors.toList()));
        log.commit(Event.EVALUATIONS, change -> addEvaluations(change, byFile));
    }

    private void addEvaluations(Change change, Map<TableFile, List<AddedEvaluations>> byFile) throws IOException {
        add(
                change,
                samples,
                byFile,
                SampleRow::trial,
                row -> row.measurement().snr(),
                one -> one.samples().stream()
                        .map(sample -> new SampleRow(one.trial(), sample))
                        .toList());
        add(
                change,
                evaluations,
                byFile,
                EvaluationRow::trial,
                row -> row.measurement().snr(),
                one -> one.evaluations().stream()
                        .map(evaluation -> new EvaluationRow(one.trial(), evaluation))
                        .toList());
    }

    private static <R> void add(
            Change change,
            TableFiles<R> table,
            Map<TableFile, List<AddedEvaluations>> byFile,
            Function<R, TrialId> trial,
            Function<R, Snr> snr,
            Function<AddedEvaluations, List<R>> rows)
            throws IOException {
        for (Map.Entry<TableFile, List<AddedEvaluations>> one : byFile.entrySet()) {
            if (one.getValue().stream().anyMatch(added -> !rows.apply(added).isEmpty())) {
                StoredRows<R> before = table.read(one.getKey()); // none of samples in results of earlier versions
                table.rewrite(change, before, merged(before.rows(), one.getValue(), trial, snr, rows));
            }
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

    private static <R> Requests.Request<Boolean> writing(
            Change change, TableFiles<R> table, TableFile file, List<R> rows, Map<String, String> notes) {
        return () -> {
            notes.put(Wholeness.noteOf(table), table.write(change, file, rows, Map.of()));
            return true;
        };
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
        Map<TableFile, List<TrialRow>> files = new TreeMap<>();
        for (Map.Entry<TableFile, Set<TrialId>> some : replaced.entrySet()) {
            files.put(
                    some.getKey(),
                    some.getValue().stream()
                            .flatMap(id -> Stream.ofNullable(fresh.remove(id)))
                            .toList());
        }
        TableFile file = TableFile.of(rows.stream().map(TrialRow::id).toList(), true);
        if (!fresh.isEmpty()) {
            file = TableFile.of(List.copyOf(fresh.keySet()), true);
            files.merge(file, List.copyOf(fresh.values()), StoredTrials::joined);
        }
        log.commit(Event.TRIALS, change -> {
            for (Map.Entry<TableFile, List<TrialRow>> one : files.entrySet()) {
                replaceUnfinished(change, one.getKey(), replaced.getOrDefault(one.getKey(), Set.of()), one.getValue());
            }
        });
        return file;
    }

    private static List<TrialRow> joined(List<TrialRow> some, List<TrialRow> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** The other trials of the file keep their rows. */
    private void replaceUnfinished(Change change, TableFile file, Set<TrialId> before, List<TrialRow> now)
            throws IOException {
        List<TrialRow> rows = new ArrayList<>(now);
        trials.read(file).rows().stream()
                .filter(row -> !before.contains(row.id()))
                .forEach(rows::add);
        if (rows.isEmpty()) {
            trials.remove(change, file);
        } else {
            trials.write(change, file, sorted(rows), Map.of());
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
        Wholeness.Checked<TrialOutcome> outcomes = log.atOneMoment(snapshot -> wholeness.check(
                snapshot, trials.read(snapshot, choice, TrialTable.OUTCOMES), TrialOutcome::isMeasured));
        requireEachOnce(outcomes.whole(), TrialOutcome::id);
        return outcomes;
    }

    /** Two processes that wrote to one directory at once may have left a trial in two files, where there is no log. */
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
                        + first + " and " + second
                        + ", expected each trial once; delete one of them, and 'run' of the same sweep trains what was in it alone");
    }

    /**
     * Deletes the rows of trials that have lost rows in other tables.
     *
     * @return what was wrong, by the first trial of each file
     */
    Map<TrialId, String> deleteDamaged() throws IOException {
        Map<TrialId, String> repairs = new TreeMap<>();
        List<Damage> damaged = outcomes().damaged();
        log.commit(Event.REPAIR, change -> {
            for (Damage damage : damaged) {
                for (TableFiles<?> table : tables()) {
                    table.remove(change, damage.file());
                }
            }
            removeWithoutTrials(change);
        });
        damaged.forEach(damage -> repairs.put(
                damage.file().first(), damage.what() + ": " + damage.file().trialsText() + " will be trained again"));
        return repairs;
    }

    /** Of files of {@code trials} that a user has deleted, and in results of earlier builds of trials that were not committed. */
    private void removeWithoutTrials(Change change) throws IOException {
        Set<TableFile> committed = trials.files();
        for (TableFiles<?> table : children()) {
            for (TableFile file : table.files()) {
                if (!committed.contains(file)) {
                    table.remove(change, file);
                }
            }
        }
    }

    /** All rows of {@code trials} at one moment, ordered by id. */
    List<TrialRow> readTrials() throws IOException {
        return log.atOneMoment(this::readTrials);
    }

    private List<TrialRow> readTrials(Snapshot snapshot) throws IOException {
        List<StoredRows<TrialRow>> files = wholeness
                .check(snapshot, trials.read(snapshot), TrialRow::isMeasured)
                .requireWhole();
        requireEachOnce(files, TrialRow::id);
        return sorted(StoredRows.all(files));
    }

    /** As {@link #readTrials()}, of how they ended. */
    List<TrialEnd> ends() throws IOException {
        return log.atOneMoment(snapshot -> {
            List<StoredRows<TrialEnd>> files = wholeness
                    .check(snapshot, trials.read(snapshot, file -> true, new TrialTable().ends()), TrialEnd::isMeasured)
                    .requireWhole();
            requireEachOnce(files, TrialEnd::id);
            return StoredRows.all(files).stream()
                    .sorted(Comparator.comparing(TrialEnd::id))
                    .toList();
        });
    }

    /** All rows of the trials that are committed at one moment, by trial in the order of their ids. */
    Rows read() throws IOException {
        return log.atOneMoment(snapshot -> childrenOf(
                readTrials(snapshot),
                StoredRows.all(layers.read(snapshot)),
                StoredRows.all(spectra.read(snapshot)),
                StoredRows.all(epochs.read(snapshot)),
                StoredRows.all(evaluations.read(snapshot)),
                StoredRows.all(samples.read(snapshot))));
    }

    /** All rows of one trial; none if it is not committed. */
    Rows read(TrialId id) throws IOException {
        return log.atOneMoment(snapshot -> childrenOf(
                StoredRows.all(wholeness
                        .check(snapshot, trials.read(snapshot, id), TrialRow::isMeasured)
                        .requireWhole()),
                StoredRows.all(layers.read(snapshot, id)),
                StoredRows.all(spectra.read(snapshot, id)),
                StoredRows.all(epochs.read(snapshot, id)),
                StoredRows.all(evaluations.read(snapshot, id)),
                StoredRows.all(samples.read(snapshot, id))));
    }

    /** Leaves out the rows of trials without a final outcome, and of files without one of trials; sorted by trial. */
    private static Rows childrenOf(
            List<TrialRow> trials,
            List<LayerRow> layers,
            List<SpectrumRow> spectra,
            List<EpochRow> epochs,
            List<EvaluationRow> evaluations,
            List<SampleRow> samples) {
        Set<TrialId> ids =
                trials.stream().filter(TrialRow::isMeasured).map(TrialRow::id).collect(Collectors.toSet());
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
}
