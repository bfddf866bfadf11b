package dev.kappasweep.results;

import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The weights that are kept in a result directory, as {@code weights/TRIAL_ID/initial.npz} and {@code epoch-50.npz}. */
public final class WeightFiles {
    static final String DIRECTORY = "weights";
    private static final String INITIAL = "initial.npz";
    private static final Pattern NAME = Pattern.compile("initial\\.npz|epoch-([1-9][0-9]{0,8})\\.npz");

    private final Path directory;

    public WeightFiles(Path resultDirectory) {
        this.directory = resultDirectory.resolve(DIRECTORY);
    }

    /**
     * The files of one trial by epoch, 0 for the initial weights; also while the trial runs.
     *
     * @throws UncheckedIOException if the directory cannot be read
     */
    public NavigableMap<Integer, Path> of(TrialId trial) {
        NavigableMap<Integer, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory(trial))) {
            paths.forEach(path -> epoch(path.getFileName().toString()).ifPresent(epoch -> files.put(epoch, path)));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(directory(trial) + " cannot be read", e);
        }
        return files;
    }

    private static Optional<Integer> epoch(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)));
    }

    private Path directory(TrialId trial) {
        return directory.resolve(trial.text());
    }

    /** Durable when this returns. */
    void write(TrialId trial, int epoch, byte[] npz, Store store) throws IOException {
        store.createDirectory(directory(trial));
        Path file = directory(trial).resolve(epoch == 0 ? INITIAL : "epoch-" + epoch + ".npz");
        store.replace(file, out -> out.write(npz));
    }

    /** Durable when this returns; what is there already is replaced. */
    void copyTo(WeightFiles other, List<TrialId> trials, Store store) throws IOException {
        for (TrialId trial : trials) {
            for (Map.Entry<Integer, Path> file : of(trial).entrySet()) {
                other.write(trial, file.getKey(), Files.readAllBytes(file.getValue()), store);
            }
        }
    }

    /** Deletes what a killed process was writing. */
    void deleteTemporaryFiles(Store store) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (DirectoryStream<Path> trials = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path trial : trials) {
                store.deleteTemporaryFiles(trial);
            }
        }
    }
}
