package dev.kappasweep.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The local file system, which also keeps what a power cut leaves of it. Of a file that is what it held when it was last forced.
 * Names that were not synchronised may be there or not; they come in the order in which they were made, as in a journal, and a
 * rename is there as a whole or not at all.
 */
public final class RecordingDisk implements Disk {
    private final Path root;
    private final List<String> log = new ArrayList<>();
    private final DirectoryNode tree = new DirectoryNode();
    private final List<List<NameChange>> pending = new ArrayList<>();
    private Consumer<RecordingDisk> afterEach = disk -> {};

    /** The file system below {@code root}, which exists and is durable. */
    public RecordingDisk(Path root) {
        this.root = root;
    }

    private sealed interface Node permits FileNode, DirectoryNode {}

    private static final class FileNode implements Node {
        private byte[] written = new byte[0];
        private byte[] forced = new byte[0];
    }

    private static final class DirectoryNode implements Node {
        private final Map<String, Node> names = new TreeMap<>();
        private final Map<String, Node> durable = new TreeMap<>();
    }

    /** A name gets another meaning, or none if {@code node} is null. */
    private record NameChange(
            DirectoryNode directory, String name, @Nullable Node node) {}

    /** Calls {@code action} after each operation. */
    public void afterEach(Consumer<RecordingDisk> action) {
        afterEach = action;
    }

    /** The operations, with paths from the root. */
    public List<String> log() {
        return List.copyOf(log);
    }

    private void done(String operation) {
        log.add(operation);
        afterEach.accept(this);
    }

    private String shown(Path path) {
        return root.relativize(path).toString();
    }

    private DirectoryNode directory(Path path) {
        DirectoryNode node = tree;
        for (Path name : root.relativize(path)) {
            if (!name.toString().isEmpty() && node.names.get(name.toString()) instanceof DirectoryNode below) {
                node = below;
            }
        }
        return node;
    }

    private @Nullable Node node(Path path) {
        return directory(path.resolve("..").normalize())
                .names
                .get(path.getFileName().toString());
    }

    private FileNode file(Path path) {
        if (node(path) instanceof FileNode file) {
            return file;
        }
        throw new IllegalStateException(path + " was not written here");
    }

    private NameChange change(Path path, @Nullable Node node) {
        return new NameChange(
                directory(path.resolve("..").normalize()), path.getFileName().toString(), node);
    }

    private void change(NameChange... changes) {
        for (NameChange change : changes) {
            apply(change, change.directory.names);
        }
        pending.add(List.of(changes));
    }

    private static void apply(NameChange change, Map<String, Node> names) {
        if (change.node == null) {
            names.remove(change.name);
        } else {
            names.put(change.name, change.node);
        }
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            LOCAL.createDirectory(directory);
            change(change(directory, new DirectoryNode()));
            done("mkdir " + shown(directory));
        }
    }

    @Override
    public void write(Path file, Store.Content content) throws IOException {
        LOCAL.write(file, content);
        if (!(node(file) instanceof FileNode)) {
            change(change(file, new FileNode()));
        }
        file(file).written = Files.readAllBytes(file);
        done("write " + shown(file));
    }

    @Override
    public void force(Path file) throws IOException {
        file(file).forced = file(file).written;
        done("force " + shown(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        LOCAL.rename(from, to);
        Node node = node(from);
        change(change(from, null), change(to, node));
        done("rename " + shown(from) + " to " + shown(to));
    }

    @Override
    public void link(Path second, Path file) throws IOException {
        LOCAL.link(second, file);
        change(change(second, node(file)));
        done("link " + shown(second));
    }

    @Override
    public void delete(Path path) throws IOException {
        LOCAL.delete(path);
        if (node(path) != null) {
            change(change(path, null));
            done("delete " + shown(path));
        }
    }

    @Override
    public void sync(Path directory) throws IOException {
        DirectoryNode synced = directory(directory);
        for (List<NameChange> changes : List.copyOf(pending)) {
            if (changes.stream().anyMatch(change -> change.directory == synced)) {
                changes.forEach(change -> apply(change, change.directory.durable));
                pending.remove(changes);
            }
        }
        done("sync " + shown(directory));
    }

    /** What a power cut may leave now: with none of the names that are not synchronised, with the first, and so on to all. */
    public List<Map<String, byte[]>> remains() {
        List<Map<String, byte[]>> all = new ArrayList<>();
        for (int kept = 0; kept <= pending.size(); kept++) {
            Map<DirectoryNode, Map<String, Node>> names = new HashMap<>();
            for (List<NameChange> changes : pending.subList(0, kept)) {
                for (NameChange change : changes) {
                    apply(change, names.computeIfAbsent(change.directory, node -> new TreeMap<>(node.durable)));
                }
            }
            Map<String, byte[]> files = new LinkedHashMap<>();
            collect("", tree, names, files);
            all.add(files);
        }
        return all;
    }

    /** Directories have names that end in a slash, and nothing in them. */
    private static void collect(
            String prefix,
            DirectoryNode directory,
            Map<DirectoryNode, Map<String, Node>> names,
            Map<String, byte[]> files) {
        names.getOrDefault(directory, directory.durable).forEach((name, node) -> {
            if (node instanceof DirectoryNode below) {
                files.put(prefix + name + "/", new byte[0]);
                collect(prefix + name + "/", below, names, files);
            } else {
                files.put(prefix + name, ((FileNode) node).forced);
            }
        });
    }

    /** Puts files, as {@link #remains} gives them, into {@code place}. */
    public static void restore(Map<String, byte[]> files, Path place) {
        files.forEach((name, bytes) -> {
            try {
                if (name.endsWith("/")) {
                    Files.createDirectories(place.resolve(name));
                } else {
                    Files.write(place.resolve(name), bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
