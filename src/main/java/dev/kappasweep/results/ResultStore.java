package dev.kappasweep.results;

import dev.kappasweep.files.Places;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The results of one sweep in a directory: six Parquet tables and {@code sweep.json}. One process at a time has it open for
 * writing; {@link #read(Path)} may run meanwhile and sees every committed trial whole.
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
            next(directory, manifest, mixing);
            store.createDirectory(directory);
            return openLocked(directory, manifest, mixing, store);
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    private static ResultStore openLocked(Path directory, Manifest now, Mixing mixing, Store store) throws IOException {
        Ownership lock = Ownership.take(directory);
        try {
            Manifest manifest = next(directory, now, mixing); // again: another run may have come and gone meanwhile
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

    /**
     * What {@link #open} with the same arguments would find missing. Writes nothing.
     *
     * @param trials of the sweep
     * @throws InvalidInputException as {@link #open}, as far as that shows without writing
     */
    public static MissingResults missing(
            Path directory, SweepSpec sweep, DatasetId dataset, Mixing mixing, List<TrialSpec> trials) {
        try {
            Manifest manifest = next(directory, Manifest.of(sweep, dataset), mixing);
            StoredTrials stored = new StoredTrials(directory);
            Set<TrialId> finished = ids(StoredRows.all(stored.outcomes().whole()), true);
            return new MissingSearch(directory, stored, new CommittedSpecs(manifest.earlierSnr())).of(trials, finished);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * The finished trials of the sweep that a directory was last run with that are not evaluated at all its test SNRs. Writes
     * nothing.
     *
     * @throws InvalidInputException as {@link #read(Path)}
     */
    public static List<EvaluationGap> gaps(Path directory) {
        try {
            Manifest manifest = manifest(directory);
            return manifest.earlierSnr().isEmpty()
                    ? List.of()
                    : missing(
                                    directory,
                                    manifest.sweep(),
                                    manifest.dataset(),
                                    Mixing.RECORDED,
                                    manifest.sweep().trials(manifest.dataset()))
                            .gaps();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /** The sweep with what its search has found in {@code directory}, if it has one there; else itself. */
    public static SweepSpec found(Path directory, SweepSpec sweep) {
        return SearchLog.found(directory, sweep);
    }

    /** The trials that {@link #open} would find, and how they ended, also those that it trains again. */
    public static List<TrialOutcome> outcomes(Path directory, SweepSpec sweep, DatasetId dataset, Mixing mixing) {
        try {
            next(directory, Manifest.of(sweep, dataset), mixing);
            return StoredRows.all(new StoredTrials(directory).outcomes().whole());
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * All committed rows, in memory; {@link StoredResults} holds few of them there. Writes nothing.
     *
     * @throws InvalidInputException if the directory holds no sweep, or one of another schema version
     */
    public static ResultTables read(Path directory) {
        try {
            return tables(manifest(directory), new StoredTrials(directory).read());
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * The committed rows of one trial, none if it has not ended. Writes nothing.
     *
     * @throws InvalidInputException as {@link #read(Path)}
     */
    public static ResultTables read(Path directory, TrialId trial) {
        try {
            return tables(manifest(directory), new StoredTrials(directory).read(trial));
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * The committed rows of {@code trials} alone, which takes less time than {@link #read(Path)}. Writes nothing.
     *
     * @throws InvalidInputException as {@link #read(Path)}
     */
    public static CommittedTrials readTrials(Path directory) {
        try {
            Manifest manifest = manifest(directory);
            List<TrialRow> trials = new StoredTrials(directory).readTrials();
            return new CommittedTrials(manifest.sweep(), manifest.dataset(), trials);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * The files that count now, by {@code TABLE/NAME.parquet}, then the log of commits that names them, and {@code sweep.json}: whoever
     * copies them in this order has a directory that can be read, whatever came last. Writes nothing; files may be merged into
     * others later.
     *
     * @throws InvalidInputException as {@link #read(Path)}
     */
    public static Map<String, Path> files(Path directory) {
        try {
            manifest(directory);
            CommitLog log = new CommitLog(directory, Store.of(directory));
            Snapshot now = log.snapshot();
            Map<String, Path> files = new LinkedHashMap<>();
            for (String table : SparkTables.names()) {
                now.of(table).values().forEach(file -> files.put(table + "/" + file.getFileName(), file));
            }
            log.entries(now.commit()).forEach(file -> files.put(CommitLog.DIRECTORY + "/" + file.getFileName(), file));
            files.put(ManifestFile.NAME, directory.resolve(ManifestFile.NAME));
            return files;
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    static Manifest manifest(Path directory) throws IOException {
        Manifest manifest = new ManifestFile(directory)
                .read()
                .orElseThrow(() -> new InvalidInputException("results: " + directory
                        + " holds no sweep.json, expected a directory that 'run --out' has written"));
        return manifest.with(SearchLog.found(directory, manifest.sweep()));
    }

    private static ResultTables tables(Manifest manifest, StoredTrials.Rows rows) {
        return new ResultTables(
                manifest.sweep(),
                manifest.dataset(),
                rows.trials(),
                rows.layers(),
                rows.spectra(),
                rows.epochs(),
                rows.evaluations(),
                rows.samples());
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
            throw unreadable(directory, e);
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
            manifest(directory);
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

    /**
     * Refuses at once a directory that another process writes to. Writes nothing.
     *
     * @throws InvalidInputException if one does; the message names it
     */
    public static void requireFree(Path directory) {
        try {
            Ownership.requireFree(directory);
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    /**
     * As {@link #requireFree}, but where no lock tells whether another process still lives, waits for at most a minute to see: for a
     * driver that a cluster starts in the place of one that it has lost.
     *
     * @param notice is told that it waits
     */
    public static void awaitFree(Path directory, Consumer<String> notice) {
        try {
            if (!Places.isLocal(directory)) {
                SignOfLife.awaitSilence(
                        directory,
                        InstantSource.system(),
                        time -> TimeUnit.MILLISECONDS.sleep(time.toMillis() + 1),
                        notice);
            }
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
        requireFree(directory);
    }

    private static Set<TrialId> ids(List<TrialOutcome> outcomes, boolean isFinal) {
        Set<TrialId> ids = new HashSet<>();
        outcomes.stream().filter(trial -> trial.isFinal() == isFinal).forEach(trial -> ids.add(trial.id()));
        return ids;
    }

    private static Manifest next(Path directory, Manifest manifest, Mixing mixing) throws IOException {
        ManifestFile file = new ManifestFile(directory);
        Optional<Manifest> before = file.read();
        if (before.isPresent()) {
            return file.next(before.get(), manifest, mixing);
        }
        if (Files.exists(directory) && !isEmpty(directory)) {
            throw new InvalidInputException("results: " + directory
                    + " holds something else, expected an empty or new directory, or one with a sweep.json");
        }
        return manifest;
    }

    /** Whether there is nothing but hidden files and a log; a run that was killed at its very start leaves some. */
    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .allMatch(name -> name.startsWith(".") || name.equals(CommitLog.DIRECTORY));
        }
    }

    private static InvalidInputException unwritable(Path directory, IOException e) {
        return new InvalidInputException(
                "results: " + directory + " cannot be written (" + describe(e)
                        + "), expected a directory that this user can create or write",
                e);
    }

    static InvalidInputException unreadable(Path directory, IOException e) {
        return new InvalidInputException(
                "results: " + directory + " cannot be read (" + describe(e) + "), expected a readable directory", e);
    }

    private static String describe(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
