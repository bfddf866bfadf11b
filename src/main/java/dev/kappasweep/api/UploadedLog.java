package dev.kappasweep.api;

import dev.kappasweep.files.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A log where files cannot grow: the lines so far replace a file every ten seconds if there are new ones, and a file that is large is
 * followed by another. That it cannot be written stops nothing: the tables are the record.
 */
final class UploadedLog implements LogLines {
    static final String DIRECTORY = "logs";
    private static final int SECONDS_BETWEEN = 10;
    private static final int LARGE = 256 * 1024;

    private final Path directory;
    private final String started;
    private final StringBuilder lines = new StringBuilder();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread uploads = new Thread(this::uploadNowAndThen, "kappasweep-log");
    private int part = 1;
    private boolean isNew;

    /** Begins a file that is named by a time. */
    UploadedLog(Path directory, Instant started) {
        this.directory = directory;
        this.started = started.toString().replaceAll("[^0-9TZ]", "");
        uploads.setDaemon(true);
        uploads.start();
    }

    /** Those of all runs, oldest first. */
    static List<Path> files(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory, "*.log")) {
            paths.forEach(files::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
        files.sort(null);
        return files;
    }

    @Override
    public synchronized void add(String line) {
        lines.append(line).append('\n');
        isNew = true;
    }

    private void uploadNowAndThen() {
        try {
            while (!ended.await(SECONDS_BETWEEN, TimeUnit.SECONDS)) {
                upload();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void upload() {
        if (!isNew) {
            return;
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        try {
            Store store = Store.of(directory);
            store.createDirectory(directory);
            store.replace(directory.resolve("%s-%04d.log".formatted(started, part)), out -> out.write(bytes));
        } catch (IOException e) {
            return; // with the next lines again
        }
        isNew = false;
        if (bytes.length > LARGE) {
            part++;
            lines.setLength(0);
        }
    }

    @Override
    public void close() {
        ended.countDown();
        upload();
    }
}
