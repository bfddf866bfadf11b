package dev.kappasweep.cli;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Passes everything on and keeps the last lines, for whoever sees only how a program has ended. */
final class LastLines extends FilterOutputStream {
    private static final int MOST_BYTES = 4096;
    private static final int MOST_LINES = 10;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    LastLines(OutputStream stream) {
        super(stream);
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
        kept.write(bytes, from, count);
        if (kept.size() > 2 * MOST_BYTES) {
            byte[] all = kept.toByteArray();
            kept.reset();
            kept.write(all, all.length - MOST_BYTES, MOST_BYTES);
        }
    }

    /** Ten lines at most. */
    synchronized String text() {
        List<String> lines = kept.toString(StandardCharsets.UTF_8).lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    }
}
