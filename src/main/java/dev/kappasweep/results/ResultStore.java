package dev.kappasweep.results;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.nio.file.Path;
import java.util.Set;

/**
 * The results of one sweep in a directory: four Parquet tables and {@code sweep.json}. One process at a time has it open for
 * writing; {@link #read} may run meanwhile and sees every committed trial whole.
 */
public final class ResultStore implements AutoCloseable {
    private final Path directory;

    private ResultStore(Path directory) {
        this.directory = directory;
    }

    /**
     * Creates {@code directory}, or opens it to go on with the same sweep: only its axes and its table may have changed.
     *
     * @throws dev.kappasweep.sweep.InvalidInputException if the directory cannot be written, is open in another process, holds
     *     something else, or holds a sweep that differs; nothing has been written then
     */
    public static ResultStore open(Path directory, SweepSpec sweep, DatasetId dataset) {
        return new ResultStore(directory);
    }

    /**
     * The trials that {@link #open} with the same arguments would find finished; none if there is no such directory. Writes
     * nothing.
     *
     * @throws dev.kappasweep.sweep.InvalidInputException as {@link #open}, as far as that shows without writing
     */
    public static Set<TrialId> finished(Path directory, SweepSpec sweep, DatasetId dataset) {
        return Set.of();
    }

    /**
     * All committed rows. Writes nothing.
     *
     * @throws dev.kappasweep.sweep.InvalidInputException if the directory holds no sweep, or one of a newer schema
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static ResultTables read(Path directory) {
        throw new dev.kappasweep.sweep.InvalidInputException(directory + " cannot be read yet");
    }

    public Path directory() {
        return directory;
    }

    /** The committed trials that are COMPLETED or DIVERGED and need no training. */
    public Set<TrialId> finished() {
        return Set.of();
    }

    /**
     * Makes the rows of one trial durable and visible, all or none. A row of the same trial is replaced.
     *
     * @param spark version of Spark that ran the trial
     */
    public void commit(TrialResult result, String spark) {}

    @Override
    public void close() {}
}
