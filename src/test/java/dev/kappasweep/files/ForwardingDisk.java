package dev.kappasweep.files;

import java.io.IOException;
import java.nio.file.Path;

/** The local file system, with something done before each operation. Nothing waits for the disk: no test cuts the power. */
public class ForwardingDisk implements Disk {
    /** Called before each operation; {@code to} is {@code path} where there is one path only. */
    public void before(String operation, Path path, Path to) throws IOException {}

    @Override
    public void createDirectory(Path directory) throws IOException {
        before("mkdir", directory, directory);
        LOCAL.createDirectory(directory);
    }

    @Override
    public void write(Path file, Store.Content content) throws IOException {
        before("write", file, file);
        LOCAL.write(file, content);
    }

    @Override
    public void force(Path file) throws IOException {
        before("force", file, file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        before("rename", from, to);
        LOCAL.rename(from, to);
    }

    @Override
    public void link(Path second, Path file) throws IOException {
        before("link", second, file);
        LOCAL.link(second, file);
    }

    @Override
    public void delete(Path path) throws IOException {
        before("delete", path, path);
        LOCAL.delete(path);
    }

    @Override
    public void sync(Path directory) throws IOException {
        before("sync", directory, directory);
    }
}
