package dev.kappasweep.hadoop;

import dev.kappasweep.files.Store;
import dev.kappasweep.files.StoreFileSystem;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.jspecify.annotations.Nullable;

/** One of Hadoop's file systems, to be read by {@link java.nio.file.Files} and written by its store. */
final class HadoopFileSystem extends FileSystem implements StoreFileSystem {
    private final org.apache.hadoop.fs.FileSystem files;
    private final HadoopProvider provider = new HadoopProvider();

    HadoopFileSystem(org.apache.hadoop.fs.FileSystem files) {
        this.files = files;
    }

    org.apache.hadoop.fs.FileSystem files() {
        return files;
    }

    /** {@code hdfs://host:9000}. */
    String root() {
        return files.getUri().toString().replaceFirst("(?<=[^/])/$", "");
    }

    @Override
    public Store store() {
        return new HadoopStore(files);
    }

    /** @param status what a listing said of it, so that it need not be asked for again */
    HadoopPath path(org.apache.hadoop.fs.Path path, @Nullable FileStatus status) {
        return new HadoopPath(this, true, names(path.toUri().getPath()), status);
    }

    private static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return names;
    }

    @Override
    public Path getPath(String first, String... more) {
        String all = more.length == 0 ? first : first + "/" + String.join("/", more);
        return new HadoopPath(this, all.startsWith("/"), names(all), null);
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    /** Stays open: Hadoop shares it. */
    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(new HadoopPath(this, true, List.of(), null));
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic");
    }

    /** Of names such as {@code .*.tmp}: an asterisk is any text without a slash. */
    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        String glob = syntaxAndPattern.replaceFirst("^glob:", "");
        Pattern pattern = Pattern.compile("\\Q" + glob.replace("*", "\\E[^/]*\\Q") + "\\E");
        return path -> pattern.matcher(path.toString()).matches();
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        throw new UnsupportedOperationException("owners of " + root());
    }

    @Override
    public WatchService newWatchService() {
        throw new UnsupportedOperationException("watching " + root());
    }
}
