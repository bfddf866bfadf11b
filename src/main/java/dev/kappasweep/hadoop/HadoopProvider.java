package dev.kappasweep.hadoop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.util.functional.FutureIO;
import org.jspecify.annotations.Nullable;

/** Reads and lists Hadoop's file systems for {@link java.nio.file.Files}. What is written goes through {@link HadoopStore}. */
final class HadoopProvider extends FileSystemProvider {
    /** Smaller files are read as a whole when they are opened, which is what their readers want. */
    private static final long MOST_AT_ONCE = 8L << 20;

    private static final int MOST_ATTEMPTS = 10;

    @Override
    public String getScheme() {
        return "hadoop";
    }

    private static UnsupportedOperationException unsupported(String what) {
        return new UnsupportedOperationException(what + " by java.nio.file.Files; its store does that");
    }

    /** Hadoop says the same as Java by other exceptions. */
    private static FileStatus status(HadoopPath path) throws IOException {
        FileStatus listed = path.status();
        if (listed != null) {
            return listed;
        }
        try {
            return path.files().getFileStatus(path.toHadoop());
        } catch (FileNotFoundException e) {
            throw gone(path, e);
        }
    }

    private static NoSuchFileException gone(Path path, FileNotFoundException e) {
        NoSuchFileException gone = new NoSuchFileException(path.toString());
        gone.initCause(e);
        return gone;
    }

    private static FSDataInputStream open(HadoopPath path) throws IOException {
        try {
            return FutureIO.awaitFuture(path.files()
                    .openFile(path.toHadoop())
                    .withFileStatus(status(path))
                    .build());
        } catch (FileNotFoundException e) {
            throw gone(path, e);
        }
    }

    @Override
    public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
        return Channels.newInputStream(newByteChannel(path, Set.of(options)));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        if (options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND)) {
            throw unsupported("writing " + path);
        }
        HadoopPath own = HadoopPath.of(path);
        FileStatus status = status(own);
        return status.getLen() > MOST_AT_ONCE ? new Channel(open(own), status.getLen()) : whole(own, status);
    }

    /** In one request, and all of it from one version of the file, though it may be replaced meanwhile. */
    private static SeekableByteChannel whole(HadoopPath path, FileStatus first) throws IOException {
        FileStatus status = first;
        for (int attempt = 1; ; attempt++) {
            try (FSDataInputStream in = open(path.child(status))) {
                byte[] bytes = new byte[(int) status.getLen()];
                in.readFully(0, bytes);
                return new ByteArrayChannel(bytes);
            } catch (NoSuchFileException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                status = path.files().getFileStatus(path.toHadoop());
            }
        }
    }

    /** A file that is read. */
    private static final class Channel implements SeekableByteChannel {
        private final FSDataInputStream in;
        private final long size;
        private boolean isOpen = true;

        Channel(FSDataInputStream in, long size) {
            this.in = in;
            this.size = size;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (!target.hasRemaining()) {
                return 0;
            }
            if (target.hasArray()) {
                int read = in.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
                if (read > 0) {
                    target.position(target.position() + read);
                }
                return read;
            }
            byte[] bytes = new byte[target.remaining()];
            int read = in.read(bytes);
            if (read > 0) {
                target.put(bytes, 0, read);
            }
            return read;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public long position() throws IOException {
            return in.getPos();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            in.seek(position);
            return this;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public SeekableByteChannel truncate(long length) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public void close() throws IOException {
            isOpen = false;
            in.close();
        }
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        HadoopPath own = HadoopPath.of(directory);
        List<Path> children = new ArrayList<>();
        try {
            for (FileStatus entry : own.files().listStatus(own.toHadoop())) {
                HadoopPath child = own.child(entry);
                if (child.equals(own.toAbsolutePath())) {
                    throw new NotDirectoryException(directory.toString());
                }
                if (filter.accept(child)) {
                    children.add(child);
                }
            }
        } catch (FileNotFoundException e) {
            throw gone(directory, e);
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return children.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        status(HadoopPath.of(path));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        if (type != BasicFileAttributes.class) {
            throw unsupported("attributes of " + type);
        }
        return (A) new Attributes(status(HadoopPath.of(path)));
    }

    private record Attributes(FileStatus status) implements BasicFileAttributes {
        @Override
        public FileTime lastModifiedTime() {
            return FileTime.fromMillis(status.getModificationTime());
        }

        @Override
        public FileTime lastAccessTime() {
            return lastModifiedTime();
        }

        @Override
        public FileTime creationTime() {
            return lastModifiedTime();
        }

        @Override
        public boolean isRegularFile() {
            return status.isFile();
        }

        @Override
        public boolean isDirectory() {
            return status.isDirectory();
        }

        @Override
        public boolean isSymbolicLink() {
            return status.isSymlink();
        }

        @Override
        public boolean isOther() {
            return false;
        }

        @Override
        public long size() {
            return status.getLen();
        }

        @Override
        public @Nullable Object fileKey() {
            return null;
        }
    }

    @Override
    public boolean isSameFile(Path path, Path other) {
        return path.toAbsolutePath().equals(other.toAbsolutePath());
    }

    @Override
    public boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return null;
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw unsupported("opening " + uri);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw unsupported("opening " + uri);
    }

    @Override
    public Path getPath(URI uri) {
        throw unsupported("opening " + uri);
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) {
        throw unsupported("making " + directory);
    }

    @Override
    public void delete(Path path) {
        throw unsupported("deleting " + path);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw unsupported("copying " + source);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
        throw unsupported("moving " + source);
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw unsupported("looking for the device of " + path);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
        throw unsupported("attributes " + attributes);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw unsupported("setting " + attribute);
    }
}
