package dev.kappasweep.hadoop;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/** A path of one of Hadoop's file systems; printed as the URI that names it. */
final class HadoopPath implements Path {
    private final HadoopFileSystem system;
    private final boolean isAbsolute;
    private final List<String> names;
    private final @Nullable FileStatus status;

    HadoopPath(HadoopFileSystem system, boolean isAbsolute, List<String> names, @Nullable FileStatus status) {
        this.system = system;
        this.isAbsolute = isAbsolute;
        this.names = List.copyOf(names);
        this.status = status;
    }

    static HadoopPath of(Path path) {
        if (path instanceof HadoopPath own) {
            return own;
        }
        throw new ProviderMismatchException(path + " is of another file system");
    }

    org.apache.hadoop.fs.Path toHadoop() {
        URI root = system.files().getUri();
        return new org.apache.hadoop.fs.Path(root.getScheme(), root.getAuthority(), "/" + String.join("/", names));
    }

    /** What a listing said of the file; null if it was not listed. */
    @Nullable
    FileStatus status() {
        return status;
    }

    org.apache.hadoop.fs.FileSystem files() {
        return system.files();
    }

    HadoopPath child(FileStatus entry) {
        return system.path(entry.getPath(), entry);
    }

    @Override
    public HadoopFileSystem getFileSystem() {
        return system;
    }

    @Override
    public boolean isAbsolute() {
        return isAbsolute;
    }

    @Override
    public @Nullable Path getRoot() {
        return isAbsolute ? new HadoopPath(system, true, List.of(), null) : null;
    }

    @Override
    public @Nullable Path getFileName() {
        return names.isEmpty() ? null : relative(names.subList(names.size() - 1, names.size()));
    }

    @Override
    public @Nullable Path getParent() {
        boolean hasNone = names.isEmpty() || (names.size() == 1 && !isAbsolute);
        return hasNone ? null : new HadoopPath(system, isAbsolute, names.subList(0, names.size() - 1), null);
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public Path getName(int index) {
        return relative(List.of(names.get(index)));
    }

    @Override
    public Path subpath(int from, int to) {
        return relative(names.subList(from, to));
    }

    private HadoopPath relative(List<String> some) {
        return new HadoopPath(system, false, some, null);
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof HadoopPath path
                && path.isAbsolute == isAbsolute
                && isOfSameRoot(path)
                && path.names.size() <= names.size()
                && names.subList(0, path.names.size()).equals(path.names);
    }

    @Override
    public boolean endsWith(Path other) {
        return other instanceof HadoopPath path
                && (path.isAbsolute
                        ? equals(path)
                        : path.names.size() <= names.size()
                                && names.subList(names.size() - path.names.size(), names.size())
                                        .equals(path.names));
    }

    @Override
    public Path normalize() {
        List<String> normal = new ArrayList<>();
        for (String name : names) {
            if (name.equals("..") && !normal.isEmpty()) {
                normal.remove(normal.size() - 1);
            } else if (!name.equals(".") && !(name.equals("..") && isAbsolute)) {
                normal.add(name);
            }
        }
        return new HadoopPath(system, isAbsolute, normal, null);
    }

    @Override
    public Path resolve(Path other) {
        HadoopPath path = of(other);
        if (path.isAbsolute || (names.isEmpty() && !isAbsolute)) {
            return path;
        }
        List<String> all = new ArrayList<>(names);
        all.addAll(path.names);
        return new HadoopPath(system, isAbsolute, all, null);
    }

    @Override
    public Path relativize(Path other) {
        HadoopPath path = of(other);
        if (!path.startsWith(this)) {
            throw new IllegalArgumentException(other + " is not below " + this);
        }
        return relative(path.names.subList(names.size(), path.names.size()));
    }

    @Override
    public URI toUri() {
        return toHadoop().toUri();
    }

    @Override
    public HadoopPath toAbsolutePath() {
        return isAbsolute ? this : new HadoopPath(system, true, names, null);
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return toAbsolutePath();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("watching " + this);
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(other.toString());
    }

    private boolean isOfSameRoot(HadoopPath other) {
        return system.root().equals(other.system.root());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HadoopPath path
                && path.isAbsolute == isAbsolute
                && path.names.equals(names)
                && isOfSameRoot(path);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        String path = String.join("/", names);
        return isAbsolute ? system.root() + "/" + path : path;
    }
}
