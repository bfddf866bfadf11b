package dev.kappasweep.results;

import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The results of one sweep in a directory: six Parquet tables and {@code sweep.json}. One process at a time has it open for
 * writing; {@link ResultDirectory#read(Path)} may run meanwhile and sees every committed trial whole.
 */
public final class ResultStore implements AutoCloseable {
    /** So many take about a second to merge. */
    private static final int MOST_SMALL_FILES = 500;

    private final Path directory;
    private final SweepSpec sweep;
    private final CommittedSpecs committed;
    private final StoredTrials trials;
    private final Ownership lock;
    private final Map<TrialId, String> repairs;
    private final Set<TrialId> finished = new HashSet<>();
    private final Map<TrialId, TableFile> unfinished = new HashMap<>();
    /** Measured trials that may go on. */
    private final Map<TrialId, TableFile> stopped = new HashMap<>();

    /** Of trials that evaluations were added to, and others; some may have been moved since. */
    private final Map<TrialId, TableFile> finalFiles = new HashMap<>();

    private int smallFiles;

    private ResultStore(Path directory, Manifest manifest, Ownership lock, StoredTrials trials) throws IOException {
        this.directory = directory;
        this.sweep = manifest.sweep();
        this.committed = new CommittedSpecs(manifest.earlierSnr());
        this.lock = lock;
        this.trials = trials;
        trials.create();
        this.repairs = trials.deleteDamaged();
        trials.log().deleteLeftovers();
        new WeightFiles(directory).deleteTemporaryFiles(trials.store());
        for (StoredRows<TrialOutcome> file : trials.outcomes().whole()) {
            file.rows().forEach(trial -> remember(trial.id(), trial.status(), file.file()));
        }
        this.smallFiles = Compaction.smallFiles(trials.trials().files());
    }

    private void remember(TrialId trial, TrialStatus status, TableFile file) {
        if (status.isFinal()) {
            finished.add(trial);
        } else {
            (status.isMeasured() ? stopped : unfinished).put(trial, file);
        }
    }

    /**
     * Creates {@code directory}, or opens it to go on with the same sweep: only its axes and its table may have changed.
     */
    public static ResultStore open(Path directory, SweepSpec sweep, DatasetId dataset) {
        return open(directory, sweep, dataset, Mixing.REFUSED);
    }

    /**
     * Creates {@code directory}, or opens it to go on with the same sweep.
     *
     * @param mixing whether more than the axes and the table may have changed
     * @throws InvalidInputException if the directory cannot be written, is open already, holds something else, or holds a
     *     sweep that differs; nothing has been written then
     */
    public static ResultStore open(Path directory, SweepSpec sweep, DatasetId dataset, Mixing mixing) {
        return open(directory, sweep, dataset, mixing, Store.of(directory));
    }

    static ResultStore open(Path directory, SweepSpec sweep, DatasetId dataset, Mixing mixing, Store store) {
        Manifest manifest = Manifest.of(sweep, dataset);
        try {
            ResultDirectory.next(directory, manifest, mixing);
            store.createDirectory(directory);
            return openLocked(directory, manifest, mixing, store);
        } catch (IOException e) {
            throw ResultDirectory.unwritable(directory, e);
        }
    }

    private static ResultStore openLocked(Path directory, Manifest now, Mixing mixing, Store store) throws IOException {
        Ownership lock = Ownership.take(directory);
        try {
            Manifest manifest =
                    ResultDirectory.next(directory, now, mixing); // again: another run may have come and gone meanwhile
            StoredTrials trials = new StoredTrials(directory, store);
            trials.log().open();
            ManifestFile file = new ManifestFile(directory);
            if (!file.read().equals(Optional.of(manifest))) {
                file.write(manifest, store);
            }
            return new ResultStore(directory, manifest, lock, trials);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Keeps, in the place of what was kept before, what a reader of the results should know of the data.
     *
     * @param notices lines such as those on classes without images
     * @throws UncheckedIOException if they cannot be written
     */
    public void keepDataNotices(List<String> notices) {
        try {
            ManifestFile file = new ManifestFile(directory);
            Manifest before = file.read().orElseThrow();
            Manifest now = before.withDataNotices(notices);
            if (!now.equals(before)) {
                file.write(now, trials.store());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("sweep.json cannot be written to " + directory, e);
        }
    }

    public Path directory() {
        return directory;
    }

    public SweepSpec sweep() {
        return sweep;
    }

    /**
     * What was found damaged when the directory was opened, by the first trial of each file: its trials are no longer finished,
     * and their rows are gone.
     */
    public Map<TrialId, String> repairs() {
        return Map.copyOf(repairs);
    }

    /** The committed trials whose outcome stands, so that they need no training. */
    public synchronized Set<TrialId> finished() {
        return Set.copyOf(finished);
    }

    /** The committed trials that were measured, to their end or on a rung, or whose outcome stands. */
    public synchronized Set<TrialId> measured() {
        Set<TrialId> all = new HashSet<>(finished);
        all.addAll(stopped.keySet());
        return all;
    }

    /**
     * What of {@code trials} is to be run.
     *
     * @throws InvalidInputException if the directory cannot be read
     */
    public synchronized MissingResults missing(List<TrialSpec> sweepTrials) {
        try {
            return new MissingSearch(directory, trials, committed).of(sweepTrials, finished);
        } catch (IOException e) {
            throw ResultDirectory.unreadable(directory, e);
        }
    }

    /**
     * Adds what finished trials came to at more test SNRs, durable when this returns. Each trial has the added rows of an SNR all or
     * not at all, and once, also if they are added again.
     *
     * @throws IllegalStateException if one is not finished
     * @throws UncheckedIOException if they cannot be written; what is not visible is not added then
     */
    public synchronized void addEvaluations(List<AddedEvaluations> added) {
        for (AddedEvaluations one : added) {
            if (!finished.contains(one.trial())) {
                throw new IllegalStateException("trial " + one.trial() + " has no result to add evaluations to");
            }
        }
        try {
            trials.addEvaluations(added, filesOf(added));
        } catch (IOException e) {
            throw new UncheckedIOException("added evaluations cannot be written to " + directory, e);
        }
    }

    /** Read anew where a compaction has moved one of them. */
    private Map<TrialId, TableFile> filesOf(List<AddedEvaluations> added) throws IOException {
        NavigableSet<TableFile> files = trials.trials().files();
        boolean isKnown = added.stream()
                .map(one -> finalFiles.get(one.trial()))
                .allMatch(file -> file != null && files.contains(file));
        if (!isKnown) {
            finalFiles.clear();
            for (StoredRows<TrialOutcome> file : trials.outcomes().whole()) {
                file.rows().forEach(row -> finalFiles.put(row.id(), file.file()));
            }
        }
        return finalFiles;
    }

    /**
     * Makes the rows of one trial durable and visible, all or none. The rows of a FAILED one, or one that stopped early, are replaced.
     *
     * @param spark version of Spark that ran the trial
     * @throws IllegalStateException if the trial is finished already
     * @throws UncheckedIOException if it cannot be written; the trial is not committed then
     */
    public void commit(TrialResult result, String spark) {
        commit(List.of(result), spark);
    }

    /**
     * Makes the rows of several trials durable; those that are measured become visible together. It takes about as long as
     * for one. Of several measured results of one trial, which has gone on, the last counts.
     *
     * @param spark version of Spark that ran the trials
     * @throws IllegalStateException if one is finished already
     * @throws UncheckedIOException if they cannot be written; what is not visible is not committed then
     */
    public synchronized void commit(List<TrialResult> results, String spark) {
        results.forEach(this::requireUnfinished);
        try {
            commitUnmeasured(results, spark);
            commitMeasured(results, spark);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    (results.size() == 1 ? "trial " + results.get(0).id() : results.size() + " trials")
                            + " cannot be written to " + directory,
                    e);
        }
    }

    private void requireUnfinished(TrialResult result) {
        if (finished.contains(result.id())) {
            throw new IllegalStateException("trial " + result.id() + " has a result already");
        }
    }

    /** A measured trial keeps its measurements if it fails when it goes on. */
    private void commitUnmeasured(List<TrialResult> all, String spark) throws IOException {
        List<TrialResult> results = all.stream()
                .filter(result -> !result.status().isMeasured() && !stopped.containsKey(result.id()))
                .toList();
        if (!results.isEmpty()) {
            TableFile file = trials.writeUnfinished(trialRows(results, spark), rowsBefore(results, unfinished));
            results.forEach(result -> unfinished.putIfAbsent(result.id(), file));
            committed();
        }
    }

    private void commitMeasured(List<TrialResult> all, String spark) throws IOException {
        Map<TrialId, TrialResult> last = new LinkedHashMap<>();
        all.stream().filter(result -> result.status().isMeasured()).forEach(result -> last.put(result.id(), result));
        List<TrialResult> results = List.copyOf(last.values());
        if (!results.isEmpty()) {
            Map<TableFile, TableFile> moved = trials.writeMeasured(
                    rows(results, spark), rowsBefore(results, unfinished), rowsBefore(results, stopped));
            results.stream().flatMap(this::idsOf).forEach(id -> {
                unfinished.remove(id);
                stopped.remove(id);
            });
            stopped.replaceAll((id, file) -> moved.getOrDefault(file, file));
            TableFile file = TableFile.of(results.stream().map(TrialResult::id).toList(), false);
            results.forEach(result -> remember(result.id(), result.status(), file));
            committed();
        }
    }

    private void committed() {
        smallFiles++;
        if (smallFiles >= MOST_SMALL_FILES) {
            compact();
        }
    }

    /**
     * Keeps weights of a trial beside its tables, durable when this returns. Each state is there whole or not at all.
     *
     * @param epoch 0 for the initial ones
     * @param npz the file
     * @throws UncheckedIOException if they cannot be written
     */
    public void keepWeights(TrialId trial, int epoch, byte[] npz) {
        try {
            new WeightFiles(directory).write(trial, epoch, npz, trials.store());
        } catch (IOException e) {
            throw new UncheckedIOException("the weights of trial " + trial + " cannot be written to " + directory, e);
        }
    }

    /** Those that have a row of an earlier try, by its file. */
    private Map<TableFile, Set<TrialId>> rowsBefore(List<TrialResult> results, Map<TrialId, TableFile> files) {
        return rowsOf(results.stream().flatMap(this::idsOf), files);
    }

    private static Map<TableFile, Set<TrialId>> rowsOf(Stream<TrialId> ids, Map<TrialId, TableFile> files) {
        Map<TableFile, Set<TrialId>> before = new TreeMap<>();
        ids.forEach(id -> {
            TableFile file = files.get(id);
            if (file != null) {
                before.computeIfAbsent(file, key -> new HashSet<>()).add(id);
            }
        });
        return before;
    }

    /** Its own, and those that it had when the test SNRs were others. */
    private Stream<TrialId> idsOf(TrialResult result) {
        return Stream.concat(
                Stream.of(result.id()), committed.earlier(result.spec()).map(TrialSpec::id));
    }

    /**
     * Puts the rows of many small files into few, so that they are read faster. Readers see every trial once all the while.
     *
     * @return how many files of {@code trials} became one
     */
    public static int compact(Path directory) {
        return compact(directory, Store.of(directory));
    }

    static int compact(Path directory, Store store) {
        try {
            ResultDirectory.manifest(directory);
            return compactLocked(directory, store);
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be compacted", e);
        }
    }

    private static int compactLocked(Path directory, Store store) throws IOException {
        Ownership lock = Ownership.take(directory);
        try {
            StoredTrials trials = new StoredTrials(directory, store);
            trials.log().open();
            int merged = new Compaction(trials).run();
            trials.log().close();
            return merged;
        } finally {
            lock.close();
        }
    }

    /**
     * Adds committed trials of another directory, with all their rows and kept weights; those that are finished here already stay as they
     * are.
     *
     * @param wanted which of its trials; of these only the finished ones are added
     * @return how many were added
     * @throws InvalidInputException if one was trained as another objective version, or the other directory cannot be read
     * @throws UncheckedIOException if they cannot be written; none is added then
     */
    synchronized int add(Path other, Set<TrialId> wanted) {
        try {
            StoredTrials.Rows rows =
                    new StoredTrials(other).read().finalOf(id -> wanted.contains(id) && !finished.contains(id));
            if (rows.trials().isEmpty()) {
                return 0;
            }
            rows.trials().forEach(row -> requireOfToday(row, other));
            List<TrialId> ids = rows.trials().stream().map(TrialRow::id).toList();
            new WeightFiles(other).copyTo(new WeightFiles(directory), ids, trials.store());
            Map<TableFile, TableFile> moved =
                    trials.writeMeasured(rows, rowsOf(ids.stream(), unfinished), rowsOf(ids.stream(), stopped));
            ids.forEach(unfinished::remove);
            ids.forEach(stopped::remove);
            stopped.replaceAll((id, file) -> moved.getOrDefault(file, file));
            finished.addAll(ids);
            return ids.size();
        } catch (IOException e) {
            throw new UncheckedIOException("the trials of " + other + " cannot be written to " + directory, e);
        }
    }

    private static void requireOfToday(TrialRow row, Path directory) {
        if (row.objectiveVersion() != TrialSpec.OBJECTIVE_VERSION) {
            throw new InvalidInputException("results: trial " + row.id() + " of " + directory
                    + " is of objective version " + row.objectiveVersion() + ", expected "
                    + TrialSpec.OBJECTIVE_VERSION + ", since its numbers mean something else");
        }
    }

    /** As {@link #compact(Path)}, of this directory. */
    synchronized void compact() {
        try {
            new Compaction(trials).run();
            smallFiles = Compaction.smallFiles(trials.trials().files());
            for (StoredRows<TrialOutcome> file : trials.outcomes().whole()) {
                file.rows().stream()
                        .filter(trial -> !trial.isFinal())
                        .forEach(trial -> remember(trial.id(), trial.status(), file.file()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be compacted", e);
        }
    }

    private List<TrialRow> trialRows(List<TrialResult> results, String spark) {
        return results.stream().map(result -> trialRow(result, spark)).toList();
    }

    private TrialRow trialRow(TrialResult result, String spark) {
        return new TrialRow(
                result.id(),
                sweep.name(),
                TrialSpec.OBJECTIVE_VERSION,
                result.spec(),
                result.ending(),
                result.provenance(),
                result.training(),
                spark);
    }

    private StoredTrials.Rows rows(List<TrialResult> results, String spark) {
        return new StoredTrials.Rows(
                trialRows(results, spark),
                rows(results, TrialResult::layers, LayerRow::new),
                rows(results, TrialResult::spectra, SpectrumRow::new),
                rows(results, TrialResult::epochs, EpochRow::new),
                rows(results, TrialResult::evaluations, EvaluationRow::new),
                rows(results, TrialResult::samples, SampleRow::new));
    }

    private static <M, R> List<R> rows(
            List<TrialResult> results, Function<TrialResult, List<M>> measured, BiFunction<TrialId, M, R> row) {
        return results.stream()
                .flatMap(result -> measured.apply(result).stream().map(value -> row.apply(result.id(), value)))
                .toList();
    }

    /** Lets another run open the directory. */
    @Override
    public void close() {
        try (lock) {
            trials.log().close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + directory + " cannot be released", e);
        }
    }
}
