package dev.kappasweep.export;

import dev.kappasweep.files.Places;
import dev.kappasweep.results.ResultRows;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Writes trials into a directory of MLflow's file store, which {@code mlflow ui --backend-store-uri DIR} shows: a directory for
 * the experiment, in it one for each run with a file for each parameter, tag and metric. A run's id follows from its trial's,
 * so a second export finds it.
 */
public final class MlflowFileStore {
    private static final String META = "meta.yaml";
    private static final int LOCAL_SOURCE = 4;
    private static final int FINISHED = 3;
    private static final int FAILED = 4;

    private final Path root;
    private final ExportDirectory inside;

    /**
     * MLflow's files in a directory of this machine.
     *
     * @throws InvalidInputException if {@code root} is elsewhere: MLflow reads its files where they can be renamed
     */
    public MlflowFileStore(Path root) {
        if (!Places.isLocal(root)) {
            throw new InvalidInputException(
                    "export: '" + root + "' is not on this machine, expected --out DIR of a directory"
                            + " of this machine for MLflow's files");
        }
        this.root = root;
        this.inside = new ExportDirectory(root);
    }

    /**
     * Adds the trials that are not there yet, replacing those that were run again since.
     *
     * @throws InvalidInputException if the directory cannot be written
     */
    public ExportCount write(ResultRows results) {
        try {
            Path experiment = experiment(results.sweep().name());
            int written = 0;
            for (MlflowRun run : MlflowRun.of(results)) {
                written += write(run, experiment) ? 1 : 0;
            }
            return new ExportCount(results.trials().size(), written);
        } catch (IOException e) {
            throw new InvalidInputException(
                    "export: " + root + " cannot be written (" + e + "), expected a directory to write to", e);
        }
    }

    private Path experiment(String name) throws IOException {
        Files.createDirectories(inside.file(root, ".trash"));
        Optional<Path> existing = existing(name);
        if (existing.isPresent()) {
            return inside.file(root, existing.get().getFileName().toString());
        }
        String id = new BigInteger(Sha256.hex(name).substring(0, 14), 16).toString();
        Path directory = inside.file(root, id);
        long now = System.currentTimeMillis();
        Map<String, Object> meta = new TreeMap<>(Map.of("lifecycle_stage", "active", "name", name));
        meta.put("experiment_id", id);
        meta.put("artifact_location", uri(directory));
        meta.put("creation_time", now);
        meta.put("last_update_time", now);
        Files.createDirectories(directory);
        writeMeta(meta, directory);
        return directory;
    }

    private Optional<Path> existing(String name) throws IOException {
        try (Stream<Path> directories = Files.list(root)) {
            for (Path directory : directories.toList()) {
                if (name.equals(meta(directory).get("name"))) {
                    return Optional.of(directory);
                }
            }
        }
        return Optional.empty();
    }

    private static void writeMeta(Map<String, Object> meta, Path directory) throws IOException {
        Files.writeString(directory.resolve(META), new Yaml().dump(meta));
    }

    private static Map<?, ?> meta(Path directory) throws IOException {
        Path file = directory.resolve(META);
        Object meta = Files.isRegularFile(file)
                ? new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file))
                : Map.of();
        return meta instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Map<String, String> tellingTags(Path run) throws IOException {
        Map<String, String> tags = new TreeMap<>();
        for (String tag : MlflowRun.TELLING_TAGS) {
            Path file = run.resolve("tags").resolve(tag);
            if (Files.isRegularFile(file)) {
                tags.put(tag, Files.readString(file));
            }
        }
        return tags;
    }

    /** Returns false if the run is there already. */
    private boolean write(MlflowRun run, Path experiment) throws IOException {
        String id = Sha256.hex(run.trial()).substring(0, 32);
        Path directory = inside.file(experiment, id);
        if (run.isAs(tellingTags(directory))) {
            return false;
        }
        // Not under the experiment, where MLflow would take it for a run.
        Path temporary = inside.file(root.resolve(".trash"), id + ".tmp");
        delete(temporary);
        writeFiles(run, id, directory, temporary);
        delete(directory);
        Files.move(temporary, directory, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private void writeFiles(MlflowRun run, String id, Path directory, Path to) throws IOException {
        Files.createDirectories(to.resolve("artifacts"));
        writeMeta(meta(run, id, directory), to);
        writeEach(run.params(), Files.createDirectories(to.resolve("params")));
        writeEach(run.tags(), Files.createDirectories(to.resolve("tags")));
        Path metrics = Files.createDirectories(to.resolve("metrics"));
        for (MlflowRun.Metric metric : run.metrics()) {
            Path file = inside.file(metrics, metric.key());
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(
                    file,
                    metric.millis() + " " + metric.value() + " " + metric.step() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private void writeEach(Map<String, String> values, Path directory) throws IOException {
        for (Map.Entry<String, String> value : values.entrySet()) {
            Files.writeString(inside.file(directory, value.getKey()), value.getValue());
        }
    }

    private static Map<String, Object> meta(MlflowRun run, String id, Path directory) {
        Map<String, Object> meta = new TreeMap<>();
        meta.put("artifact_uri", uri(directory.resolve("artifacts")));
        meta.put("end_time", run.end());
        meta.put("entry_point_name", "");
        meta.put("experiment_id", directory.resolveSibling("").getFileName().toString());
        meta.put("lifecycle_stage", "active");
        meta.put("run_id", id);
        meta.put("run_name", run.name());
        meta.put("run_uuid", id);
        meta.put("source_name", "");
        meta.put("source_type", LOCAL_SOURCE);
        meta.put("source_version", "");
        meta.put("start_time", run.start());
        meta.put("status", run.isFinished() ? FINISHED : FAILED);
        meta.put("tags", List.of());
        meta.put("user_id", "");
        return meta;
    }

    private static String uri(Path directory) {
        String uri = directory.toAbsolutePath().toUri().toString();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @org.jspecify.annotations.Nullable IOException e)
                    throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
