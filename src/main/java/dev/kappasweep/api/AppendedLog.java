package dev.kappasweep.api;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of this machine that grows line by line. */
final class AppendedLog implements LogLines {
    private final PrintWriter writer;

    AppendedLog(Path file) {
        try {
            writer = new PrintWriter(Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public void add(String line) {
        writer.println(line);
        writer.flush();
    }

    @Override
    public void close() {
        writer.close();
    }
}
