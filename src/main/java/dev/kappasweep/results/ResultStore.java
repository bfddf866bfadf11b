package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The results of one sweep in a directory: five Parquet tables and {@code sweep.json}. One process at a time has it open for
 * writing; {@link #read(Path)} may run meanwhile and sees every committed trial whole.
 */
public final class ResultStore implements AutoCloseable {
    private final Path directory;
    private final SweepSpec sweep;
    private final StoredTrials trials;
    private final DirectoryLock lock;
    private final Set<TrialId> finished;

    private ResultStore(Path directory, SweepSpec sweep, DirectoryLock lock) throws IOException {
        this.directory = directory;
        this.sweep = sweep;
        this.lock = lock;
        this.trials = new StoredTrials(directory);
        trials.create();
        trials.deleteLeftovers();
        this.finished = readFinished(trials);
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
        Manifest manifest = Manifest.of(sweep, dataset);
        try {
            next(directory, manifest, mixing);
            Files.createDirectories(directory);
            return openLocked(directory, manifest, mixing);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "results: " + directory + " cannot be written (" + describe(e)
                            + "), expected a directory that this user can create or write",
                    e);
        }
    }

    private static ResultStore openLocked(Path directory, Manifest now, Mixing mixing) throws IOException {
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            Manifest manifest = next(directory, now, mixing); // again: another run may have come and gone meanwhile
            ManifestFile file = new ManifestFile(directory);
            if (!file.read().equals(Optional.of(manifest))) {
                file.write(manifest);
            }
            return new ResultStore(directory, manifest.sweep(), lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * The trials that {@link #open} with the same arguments would find finished; none if there is no such directory. Writes
     * nothing.
     *
     * @throws InvalidInputException as {@link #open}, as far as that shows without writing
     */
    public static Set<TrialId> finished(Path directory, SweepSpec sweep, DatasetId dataset) {
        return finished(directory, sweep, dataset, Mixing.REFUSED);
    }

    /** As {@link #finished(Path, SweepSpec, DatasetId)}, where {@code mixing} says what may have changed. */
    public static Set<TrialId> finished(Path directory, SweepSpec sweep, DatasetId dataset, Mixing mixing) {
        try {
            next(directory, Manifest.of(sweep, dataset), mixing);
            return Set.copyOf(readFinished(new StoredTrials(directory)));
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /**
     * All committed rows. Writes nothing.
     *
     * @throws InvalidInputException if the directory holds no sweep, or one of another schema version
     */
    public static ResultTables read(Path directory) {
        try {
            StoredTrials stored = new StoredTrials(directory);
            return readTables(manifest(directory), stored, stored.ids());
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
            return readTables(manifest(directory), new StoredTrials(directory), List.of(trial));
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
            StoredTrials stored = new StoredTrials(directory);
            List<TrialRow> trials = new ArrayList<>();
            for (TrialId id : stored.ids()) {
                stored.readTrial(id).ifPresent(trials::add);
            }
            return new CommittedTrials(manifest.sweep(), manifest.dataset(), trials);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static Manifest manifest(Path directory) throws IOException {
        return new ManifestFile(directory)
                .read()
                .orElseThrow(() -> new InvalidInputException("results: " + directory
                        + " holds no sweep.json, expected a directory that 'run --out' has written"));
    }

    private static ResultTables readTables(Manifest manifest, StoredTrials stored, Collection<TrialId> ids)
            throws IOException {
        List<TrialRow> trials = new ArrayList<>();
        List<LayerRow> layers = new ArrayList<>();
        List<SpectrumRow> spectra = new ArrayList<>();
        List<EpochRow> epochs = new ArrayList<>();
        List<EvaluationRow> evaluations = new ArrayList<>();
        for (TrialId id : ids) {
            stored.read(id).ifPresent(rows -> {
                trials.add(rows.trial());
                layers.addAll(rows.layers());
                spectra.addAll(rows.spectra());
                epochs.addAll(rows.epochs());
                evaluations.addAll(rows.evaluations());
            });
        }
        return new ResultTables(manifest.sweep(), manifest.dataset(), trials, layers, spectra, epochs, evaluations);
    }

    public Path directory() {
        return directory;
    }

    /** The committed trials that are COMPLETED or DIVERGED and need no training. */
    public synchronized Set<TrialId> finished() {
        return Set.copyOf(finished);
    }

    /**
     * Makes the rows of one trial durable and visible, all or none. The rows of a FAILED one are replaced.
     *
     * @param spark version of Spark that ran the trial
     * @throws IllegalStateException if the trial is finished already
     * @throws UncheckedIOException if it cannot be written; the trial is not committed then
     */
    public synchronized void commit(TrialResult result, String spark) {
        if (finished.contains(result.id())) {
            throw new IllegalStateException("trial " + result.id() + " has a result already");
        }
        try {
            TrialRow row = trialRow(result, spark);
            trials.write(rows(row, result));
            if (row.isFinal()) {
                finished.add(row.id());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("trial " + result.id() + " cannot be written to " + directory, e);
        }
    }

    private TrialRow trialRow(TrialResult result, String spark) {
        return new TrialRow(
                result.id(),
                sweep.name(),
                TrialSpec.OBJECTIVE_VERSION,
                result.spec(),
                result.status(),
                result.reason(),
                result.attempt(),
                result.startedAt(),
                result.seconds(),
                result.steps(),
                result.trainLoss(),
                result.weightsSha256(),
                result.environment(),
                spark);
    }

    private static StoredTrials.Rows rows(TrialRow row, TrialResult result) {
        TrialId id = row.id();
        return new StoredTrials.Rows(
                row,
                result.layers().stream().map(layer -> new LayerRow(id, layer)).toList(),
                result.spectra().stream()
                        .map(value -> new SpectrumRow(id, value))
                        .toList(),
                result.epochs().stream().map(epoch -> new EpochRow(id, epoch)).toList(),
                result.evaluations().stream()
                        .map(value -> new EvaluationRow(id, value))
                        .toList());
    }

    /** Lets another run open the directory. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + directory + " cannot be released", e);
        }
    }

    private static Set<TrialId> readFinished(StoredTrials trials) throws IOException {
        Set<TrialId> finished = new TreeSet<>();
        for (TrialId id : trials.ids()) {
            trials.readTrial(id).filter(TrialRow::isFinal).ifPresent(row -> finished.add(id));
        }
        return finished;
    }

    /**
     * Refuses at once a directory that another process writes to. Writes nothing.
     *
     * @throws InvalidInputException if one does; the message names it
     */
    public static void requireFree(Path directory) {
        try {
            DirectoryLock.requireFree(directory);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
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

    /** Whether there is nothing but hidden files; a run that was killed at its very start leaves some. */
    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(file -> file.getFileName().toString().startsWith("."));
        }
    }

    private static InvalidInputException unreadable(Path directory, IOException e) {
        return new InvalidInputException(
                "results: " + directory + " cannot be read (" + describe(e) + "), expected a readable directory", e);
    }

    private static String describe(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
