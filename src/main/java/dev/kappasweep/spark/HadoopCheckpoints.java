package dev.kappasweep.spark;

import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
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
 * Checkpoints as files {@code TRIAL_ID.checkpoint} in a directory that the driver makes. An executor uses it if it sees the file
 * with this run's token there: a directory of the same name on a machine of its own is not taken for it.
 *
 * @param directory URI of any file system that Hadoop knows
 * @param token of this run
 */
record HadoopCheckpoints(String directory, String token, double secondsBetween) implements Checkpoints, Serializable {
    private static final String SUFFIX = ".checkpoint";
    private static final String TEMPORARY = ".tmp";
    private static final String TOKEN_FILE = ".run";

    /** ID.checkpoint, and .ID-UUID.tmp while it is written. */
    private static final Pattern OF_TRIAL = Pattern.compile("\\.?([0-9a-f]{16})(?:\\.checkpoint|-[0-9a-f-]+\\.tmp)");

    static HadoopCheckpoints in(String directory, double secondsBetween) {
        return new HadoopCheckpoints(directory, UUID.randomUUID().toString(), secondsBetween);
    }

    /**
     * Makes the directory.
     *
     * @throws InvalidInputException if it cannot be written
     */
    HadoopCheckpoints create() {
        try {
            FileSystem files = fileSystem();
            files.mkdirs(new Path(directory));
            for (FileStatus file : files.listStatus(new Path(directory))) {
                if (file.getPath().getName().endsWith(TEMPORARY)) {
                    files.delete(file.getPath(), false);
                }
            }
            try (FSDataOutputStream out = files.create(file(TOKEN_FILE), true)) {
                out.write(token.getBytes(StandardCharsets.UTF_8));
            }
            return this;
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidInputException(
                    "run.checkpointDirectory: " + directory + " cannot be written (" + FailedTrial.reason(e)
                            + "), expected a directory of a file system that Hadoop knows",
                    e);
        }
    }

    /** Whether this JVM sees the directory that {@link #create} made. */
    boolean isVisible() {
        try (InputStream in = fileSystem().open(file(TOKEN_FILE))) {
            return token.equals(new String(in.readNBytes(token.length() + 1), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public Optional<InputStream> open(TrialId trial) throws IOException {
        try {
            return Optional.of(fileSystem().open(file(trial + SUFFIX)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Also of a trial that is being stopped: a file system may give up on a thread that is interrupted. */
    @Override
    public void write(TrialId trial, Content content) throws IOException {
        boolean isInterrupted = Thread.interrupted();
        try {
            writeUninterrupted(trial, content);
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void writeUninterrupted(TrialId trial, Content content) throws IOException {
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
            replace(files, temporary, file(trial + SUFFIX));
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
        } else {
            FileContext.getFileContext(files.getUri(), files.getConf()).rename(from, to, Rename.OVERWRITE);
        }
    }

    void delete(TrialId trial) throws IOException {
        fileSystem().delete(file(trial + SUFFIX), false);
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
        return new Path(directory, name);
    }

    /** Of local files without Hadoop's own checksums: a checkpoint has its digest. */
    private FileSystem fileSystem() throws IOException {
        FileSystem files =
                new Path(directory).getFileSystem(SparkHadoopUtil.get().conf());
        return files instanceof LocalFileSystem local ? local.getRaw() : files;
    }
}
