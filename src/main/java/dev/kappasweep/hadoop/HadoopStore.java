package dev.kappasweep.hadoop;

import dev.kappasweep.files.Store;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Options.Rename;

/**
 * Files of Hadoop's file systems: written under a hidden name and renamed in one step, or, where a file can be created by a
 * conditional request and appears at its end, as on S3, under its own.
 */
final class HadoopStore implements Store {
    private static final String TEMPORARY = ".tmp";
    private static final int REQUESTS_AT_ONCE = 16;

    private final FileSystem files;

    HadoopStore(FileSystem files) {
        this.files = files;
    }

    private static org.apache.hadoop.fs.Path hadoop(Path path) {
        return HadoopPath.of(path).toHadoop();
    }

    /** Whether it is an object store, whose requests may have conditions. */
    private boolean isConditional(Path file) throws IOException {
        return files.hasPathCapability(hadoop(file), CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE);
    }

    @Override
    public int requestsAtOnce() {
        return REQUESTS_AT_ONCE;
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        if (!isConditional(directory) && !files.mkdirs(hadoop(directory))) {
            throw new IOException(directory + " cannot be made");
        }
    }

    @Override
    public void create(Path file, Content content) throws IOException {
        if (isConditional(file)) {
            put(file, content, true);
        } else {
            writeAndRename(file, content, Rename.NONE);
        }
    }

    @Override
    public void replace(Path file, Content content) throws IOException {
        if (isConditional(file)) {
            put(file, content, false);
        } else {
            writeAndRename(file, content, Rename.OVERWRITE);
        }
    }

    private void put(Path file, Content content, boolean isNew) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(hadoop(file)).overwrite(true);
        if (isNew) {
            builder.must(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        }
        try {
            upload((FSDataOutputStream) builder.build(), content);
        } catch (IOException e) {
            if (isNew && isRefused(e)) {
                throw exists(file, e);
            }
            throw e;
        }
    }

    private static void upload(FSDataOutputStream out, Content content) throws IOException {
        try {
            content.writeTo(out);
        } catch (IOException | RuntimeException e) {
            out.abort(); // else what is there so far would become the file
            throw e;
        }
        out.close();
    }

    /** By the answer 412; its exception is a class of hadoop-aws, which need not be there. */
    private static boolean isRefused(IOException e) {
        return e instanceof org.apache.hadoop.fs.FileAlreadyExistsException
                || e.getClass().getSimpleName().equals("RemoteFileChangedException");
    }

    private static FileAlreadyExistsException exists(Path file, IOException e) {
        FileAlreadyExistsException exists = new FileAlreadyExistsException(file.toString());
        exists.initCause(e);
        return exists;
    }

    private void writeAndRename(Path file, Content content, Rename rename) throws IOException {
        org.apache.hadoop.fs.Path temporary = hadoop(file.resolveSibling(
                "." + file.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + TEMPORARY));
        try {
            try (FSDataOutputStream out = files.create(temporary, true)) {
                content.writeTo(out);
                out.hsync();
            }
            FileContext.getFileContext(files.getUri(), files.getConf()).rename(temporary, hadoop(file), rename);
        } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
            deleteQuietly(temporary);
            throw exists(file, e);
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            deleteQuietly(temporary);
            throw new IOException("its file system cannot replace a file (" + e.getMessage() + ")", e);
        } catch (IOException | RuntimeException e) {
            deleteQuietly(temporary);
            throw e;
        }
    }

    /** What made it fail matters more. */
    private void deleteQuietly(org.apache.hadoop.fs.Path temporary) {
        try {
            files.delete(temporary, false);
        } catch (IOException e) {
            // The next opening of the directory deletes it.
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        files.delete(hadoop(file), false);
    }

    @Override
    public void deleteTemporaryFiles(Path directory) throws IOException {
        if (isConditional(directory)) {
            return;
        }
        try {
            for (FileStatus entry : files.listStatus(hadoop(directory))) {
                String name = entry.getPath().getName();
                if (entry.isFile() && name.startsWith(".") && name.endsWith(TEMPORARY)) {
                    files.delete(entry.getPath(), false);
                }
            }
        } catch (FileNotFoundException e) {
            // Nobody has written there.
        }
    }
}
