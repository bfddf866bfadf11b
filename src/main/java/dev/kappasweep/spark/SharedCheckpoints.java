package dev.kappasweep.spark;

import dev.kappasweep.files.Places;
import dev.kappasweep.files.Store;
import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checkpoints as files {@code TRIAL_ID.checkpoint}, and weights that are to be kept as {@code TRIAL_ID.epoch-10.npz}, in a
 * directory that the driver makes. An executor uses it if it sees the file
 * with this run's token there: a directory of the same name on a machine of its own is not taken for it.
 *
 * @param directory a path, or a URI of any file system that Hadoop knows; absolute once {@link #create} has made it
 * @param token of this run
 */
record SharedCheckpoints(String directory, String token, double secondsBetween) implements Checkpoints, Serializable {
    private static final String SUFFIX = ".checkpoint";
    private static final String TOKEN_FILE = ".run";

    private static final String WEIGHTS_SUFFIX = ".npz";

    /** ID.checkpoint and ID.epoch-10.npz, and hidden while one of them is written; earlier builds did that as .ID-UUID.tmp. */
    private static final Pattern OF_TRIAL = Pattern.compile(
            "\\.?([0-9a-f]{16})(?:\\.(?:checkpoint|epoch-[0-9]+\\.npz)(?:\\.[0-9a-f]+\\.tmp)?|-[0-9a-f-]+\\.tmp)");

    /** Of this run, in a directory as the user writes it. */
    static SharedCheckpoints in(String directory, double secondsBetween) {
        return new SharedCheckpoints(directory, UUID.randomUUID().toString(), secondsBetween);
    }

    /**
     * Does once what checkpoints need, and removes the files of that.
     *
     * @throws InvalidInputException if the directory cannot be made, or no file be written, replaced and deleted there
     */
    void probe() {
        try {
            Path place = place();
            Store store = Store.of(place);
            boolean isNew = !Files.exists(place);
            store.createDirectory(place);
            try {
                Path probe = place.resolve(".probe-" + UUID.randomUUID());
                put(probe, "old");
                put(probe, "new");
                store.delete(probe);
            } finally {
                if (isNew) {
                    deleteIfEmpty(place);
                }
            }
        } catch (IOException | RuntimeException e) { // as of file systems that can only be read
            throw unusable(e);
        }
    }

    private static void deleteIfEmpty(Path place) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
            if (files.iterator().hasNext()) {
                return;
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Store.of(place).delete(place);
    }

    /**
     * Makes the directory and returns these checkpoints with its absolute name, so that executors use the same.
     *
     * @throws InvalidInputException if it cannot be written
     */
    SharedCheckpoints create() {
        try {
            Path place = place().toAbsolutePath();
            Store store = Store.of(place);
            store.createDirectory(place);
            store.deleteTemporaryFiles(place);
            put(place.resolve(TOKEN_FILE), token);
            return new SharedCheckpoints(place.toString(), token, secondsBetween);
        } catch (IOException | RuntimeException e) {
            throw unusable(e);
        }
    }

    private static void put(Path file, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        Store.of(file).replace(file, out -> out.write(bytes));
    }

    private InvalidInputException unusable(Exception e) {
        return new InvalidInputException(
                "run.checkpointDirectory: " + directory + " cannot be written (" + FailedTrial.reason(e)
                        + "), expected a directory of a file system that Hadoop knows",
                e);
    }

    /** Whether this JVM sees the directory that {@link #create} made. */
    boolean isVisible() {
        try (InputStream in = Files.newInputStream(file(TOKEN_FILE))) {
            return token.equals(new String(in.readNBytes(token.length() + 1), StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    @Override
    public Optional<InputStream> open(TrialId trial) throws IOException {
        return open(trial + SUFFIX);
    }

    /** The weights that {@link #writeWeights} wrote, to be closed by the caller; empty if there are none. */
    Optional<InputStream> openWeights(TrialId trial, int epoch) throws IOException {
        return open(weightsName(trial, epoch));
    }

    private static String weightsName(TrialId trial, int epoch) {
        return trial + ".epoch-" + epoch + WEIGHTS_SUFFIX;
    }

    private Optional<InputStream> open(String name) throws IOException {
        try {
            return Optional.of(Files.newInputStream(file(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Also of a trial that is being stopped: a file system may give up on a thread that is interrupted. */
    @Override
    public void write(TrialId trial, Content content) throws IOException {
        write(trial + SUFFIX, content);
    }

    /** Weights that are on their way to the result directory; they are deleted with the trial's state. */
    void writeWeights(TrialId trial, int epoch, byte[] npz) throws IOException {
        write(weightsName(trial, epoch), out -> out.write(npz));
    }

    private void write(String name, Content content) throws IOException {
        boolean isInterrupted = Thread.interrupted();
        try {
            writeUninterrupted(name, content);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Two attempts may write at once when Spark speculates: what they write is equal, but not at the same time. */
    private void writeUninterrupted(String name, Content content) throws IOException {
        if (!isVisible()) {
            throw new IOException("the run of " + directory + " has ended"); // this attempt has outlived it
        }
        Path file = file(name);
        Store.of(file).replace(file, content::writeTo);
    }

    void delete(TrialId trial) throws IOException {
        delete(trial + SUFFIX);
    }

    void deleteWeights(TrialId trial, int epoch) throws IOException {
        delete(weightsName(trial, epoch));
    }

    private void delete(String name) throws IOException {
        Path file = file(name);
        Store.of(file).delete(file);
    }

    /** Deletes those of {@code finished} trials, and the directory if nothing is left; this run need not have made it. */
    void close(Set<TrialId> finished) throws IOException {
        delete(TOKEN_FILE);
        deleteAll(finished);
        deleteIfEmpty(place());
    }

    /**
     * Deletes those of {@code finished} trials, which a killed run or a slower second attempt may have left; also what an
     * executor that was killed had begun to write.
     */
    void deleteAll(Set<TrialId> finished) throws IOException {
        Path place = place();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
            for (Path file : files) {
                Matcher name = OF_TRIAL.matcher(file.getFileName().toString());
                if (name.matches() && finished.contains(new TrialId(name.group(1)))) {
                    Store.of(file).delete(file);
                }
            }
        }
    }

    private Path file(String name) {
        return place().resolve(name);
    }

    private Path place() {
        return Places.path(directory);
    }
}
