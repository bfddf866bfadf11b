package dev.kappasweep.results;

import dev.kappasweep.files.Places;
import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a directory of results holds, for those who read it; {@link ResultStore} writes it, also meanwhile: every committed trial is seen
 * whole. Nothing here writes.
 */
public final class ResultDirectory {
    private ResultDirectory() {}

    /**
     * What {@link ResultStore#open} with the same arguments would find missing. Writes nothing.
     *
     * @param trials of the sweep
     * @throws InvalidInputException as {@link ResultStore#open}, as far as that shows without writing
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

    /** The trials that {@link ResultStore#open} would find, and how they ended, also those that it trains again. */
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

    static Manifest next(Path directory, Manifest manifest, Mixing mixing) throws IOException {
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

    static InvalidInputException unwritable(Path directory, IOException e) {
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
