package dev.kappasweep.spark;

import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.spark.deploy.SparkHadoopUtil;

/**
 * Checkpoints as files {@code TRIAL_ID.checkpoint}, and weights that are to be kept as {@code TRIAL_ID.epoch-10.npz}, in a
 * directory that the driver makes. An executor uses it if it sees the file
 * with this run's token there: a directory of the same name on a machine of its own is not taken for it.
 *
 * @param directory on any file system that Hadoop knows; with its host once {@link #create} has made it
 * @param token of this run
 */
record HadoopCheckpoints(URI directory, String token, double secondsBetween) implements Checkpoints, Serializable {
    private static final String SUFFIX = ".checkpoint";
    private static final String TEMPORARY = ".tmp";
    private static final String TOKEN_FILE = ".run";

    private static final String WEIGHTS_SUFFIX = ".npz";

    /** ID.checkpoint, ID.epoch-10.npz, and .ID-UUID.tmp while one of them is written. */
    private static final Pattern OF_TRIAL =
            Pattern.compile("\\.?([0-9a-f]{16})(?:\\.checkpoint|\\.epoch-[0-9]+\\.npz|-[0-9a-f-]+\\.tmp)");

    /** @param directory as the user writes it: a path of Hadoop's default file system, or one with scheme and host */
    static HadoopCheckpoints in(String directory, double secondsBetween) {
        try {
            return in(new Path(directory).toUri(), secondsBetween);
        } catch (IllegalArgumentException e) {
            throw unusable(directory, e);
        }
    }

    /** @param directory as a URI, in which a path has its special characters encoded */
    static HadoopCheckpoints in(URI directory, double secondsBetween) {
        return new HadoopCheckpoints(directory, UUID.randomUUID().toString(), secondsBetween);
    }

    /**
     * Does once what checkpoints need, and removes the files of that.
     *
     * @throws InvalidInputException if the directory cannot be made, or no file be written, replaced and deleted there
     */
    void probe() {
        try {
            HadoopCheckpoints qualified = qualified();
            FileSystem files = qualified.fileSystem();
            Path path = new Path(qualified.directory);
            boolean isNew = !files.exists(path);
            qualified.makeDirectory(files);
            try {
                String name = ".probe-" + UUID.randomUUID();
                qualified.put(files, name, "old");
                qualified.put(files, name + TEMPORARY, "new");
                replace(files, qualified.file(name + TEMPORARY), qualified.file(name));
                files.delete(qualified.file(name), false);
            } finally {
                if (isNew && files.listStatus(path).length == 0) {
                    files.delete(path, false);
                }
            }
        } catch (IOException e) {
            throw unusable(directory.toString(), e);
        }
    }

    /**
     * Makes the directory and returns these checkpoints with its full URI, so that executors whose default is another file
     * system use the same.
     *
     * @throws InvalidInputException if it cannot be written
     */
    HadoopCheckpoints create() {
        try {
            HadoopCheckpoints qualified = qualified();
            FileSystem files = qualified.fileSystem();
            qualified.makeDirectory(files);
            for (FileStatus file : files.listStatus(new Path(qualified.directory))) {
                if (file.getPath().getName().endsWith(TEMPORARY)) {
                    files.delete(file.getPath(), false);
                }
            }
            qualified.put(files, TOKEN_FILE, token);
            return qualified;
        } catch (IOException e) {
            throw unusable(directory.toString(), e);
        }
    }

    private HadoopCheckpoints qualified() throws IOException {
        return new HadoopCheckpoints(
                fileSystem().makeQualified(new Path(directory)).toUri(), token, secondsBetween);
    }

    private void makeDirectory(FileSystem files) throws IOException {
        try {
            if (!files.mkdirs(new Path(directory))) {
                throw new IOException("it cannot be made");
            }
        } catch (UnsupportedOperationException e) { // of file systems that can only be read, as http
            throw new IOException("its file system cannot be written", e);
        }
    }

    private void put(FileSystem files, String name, String content) throws IOException {
        try (FSDataOutputStream out = files.create(file(name), true)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static InvalidInputException unusable(String directory, Exception e) {
        return new InvalidInputException(
                "run.checkpointDirectory: " + directory + " cannot be written (" + FailedTrial.reason(e)
                        + "), expected a directory of a file system that Hadoop knows",
                e);
    }

    /** Whether this JVM sees the directory that {@link #create} made. */
    boolean isVisible() {
        try (InputStream in = fileSystem().open(file(TOKEN_FILE))) {
            return token.equals(new String(in.readNBytes(token.length() + 1), StandardCharsets.UTF_8));
        } catch (IOException e) {
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
            return Optional.of(fileSystem().open(file(name)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Also of a trial that is being stopped: a file system may give up on a thread that is interrupted. */
    @Override
    public void write(TrialId trial, Content content) throws IOException {
        write(trial, trial + SUFFIX, content);
    }

    /** Weights that are on their way to the result directory; they are deleted with the trial's state. */
    void writeWeights(TrialId trial, int epoch, byte[] npz) throws IOException {
        write(trial, weightsName(trial, epoch), out -> out.write(npz));
    }

    private void write(TrialId trial, String name, Content content) throws IOException {
        boolean isInterrupted = Thread.interrupted();
        try {
            writeUninterrupted(trial, name, content);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void writeUninterrupted(TrialId trial, String name, Content content) throws IOException {
        if (!isVisible()) {
            throw new IOException("the run of " + directory + " has ended"); // this attempt has outlived it
        }
        FileSystem files = fileSystem();
        // Two attempts may write at once when Spark speculates: what they write is equal, but not at the same time.
        Path temporary = file("." + trial + "-" + UUID.randomUUID() + TEMPORARY);
        try {
            try (FSDataOutputStream out = files.create(temporary, true)) {
                content.writeTo(out);
                out.hsync();
            }
            replace(files, temporary, file(name));
        } catch (IOException | RuntimeException e) {
            files.delete(temporary, false);
            throw e;
        }
    }

    private static void replace(FileSystem files, Path from, Path to) throws IOException {
        if ("file".equals(files.getUri().getScheme())) {
            // FileContext would delete the old file first.
            if (!files.rename(from, to)) {
                throw new IOException(from + " cannot be renamed to " + to);
            }
            return;
        }
        try {
            FileContext.getFileContext(files.getUri(), files.getConf()).rename(from, to, Rename.OVERWRITE);
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw new IOException("its file system cannot replace a file: " + FailedTrial.reason(e), e);
        }
    }

    void delete(TrialId trial) throws IOException {
        fileSystem().delete(file(trial + SUFFIX), false);
    }

    void deleteWeights(TrialId trial, int epoch) throws IOException {
        fileSystem().delete(file(weightsName(trial, epoch)), false);
    }

    /** Deletes those of {@code finished} trials, and the directory if nothing is left; this run need not have made it. */
    void close(Set<TrialId> finished) throws IOException {
        FileSystem files = fileSystem();
        files.delete(file(TOKEN_FILE), false);
        deleteAll(finished);
        if (files.listStatus(new Path(directory)).length == 0) {
            files.delete(new Path(directory), false);
        }
    }

    /**
     * Deletes those of {@code finished} trials, which a killed run or a slower second attempt may have left; also what an
     * executor that was killed had begun to write.
     */
    void deleteAll(Set<TrialId> finished) throws IOException {
        FileSystem files = fileSystem();
        for (FileStatus status : files.listStatus(new Path(directory))) {
            Matcher name = OF_TRIAL.matcher(status.getPath().getName());
            if (name.matches() && finished.contains(new TrialId(name.group(1)))) {
                files.delete(status.getPath(), false);
            }
        }
    }

    private Path file(String name) {
        return new Path(new Path(directory), name);
    }

    /** Of local files without Hadoop's own checksums: a checkpoint has its digest. */
    private FileSystem fileSystem() throws IOException {
        try {
            FileSystem files =
                    new Path(directory).getFileSystem(SparkHadoopUtil.get().conf());
            return files instanceof LocalFileSystem local ? local.getRaw() : files;
        } catch (RuntimeException e) { // as of a file system whose class is not there
            throw new IOException(FailedTrial.reason(e), e);
        }
    }
}
