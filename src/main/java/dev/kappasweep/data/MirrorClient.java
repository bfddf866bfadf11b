package dev.kappasweep.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Gets files over HTTP into memory, with a bound on their size and on the time. */
final class MirrorClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int CHUNK = 1 << 16;
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final long maxBytes;
    private final Duration timeout;

    /**
     * A client that keeps within bounds.
     *
     * @param maxBytes the largest file that is taken
     * @param timeout for a whole file, once the answer has begun
     */
    MirrorClient(long maxBytes, Duration timeout) {
        this.maxBytes = maxBytes;
        this.timeout = timeout;
    }

    /** @throws IOException if there is no whole file of an allowed size; the message says why in one line */
    byte[] get(URI source, String file, DownloadProgress progress) throws IOException, InterruptedException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        get(source, file, content, progress);
        return content.toByteArray();
    }

    /**
     * The same for a file that is too large for memory.
     *
     * @param out gets the bytes as they come; it has some of them if this throws
     */
    void get(URI source, String file, OutputStream out, DownloadProgress progress)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(source).timeout(ANSWER).build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() != OK) {
                throw new IOException("HTTP status " + response.statusCode());
            }
            long total = response.headers().firstValueAsLong("Content-Length").orElse(-1);
            CompletableFuture<Void> alarm = closeLate(body);
            try {
                receive(body, out, read -> progress.received(file, read, total));
            } catch (IOException e) {
                throw alarm.isDone() ? new IOException("not complete after " + timeout.toSeconds() + " s", e) : e;
            } finally {
                alarm.cancel(false);
            }
        }
    }

    /** The client has a timeout for the head of an answer only: closing the body ends a read that waits for ever. */
    private CompletableFuture<Void> closeLate(InputStream body) {
        CompletableFuture<Void> alarm =
                new CompletableFuture<Void>().completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> unused = alarm.thenRun(() -> closeQuietly(body));
        return alarm;
    }

    private static void closeQuietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // The read that this was to end fails by itself and reports.
            return;
        }
    }

    private interface Counter {
        void read(long bytes);
    }

    private void receive(InputStream body, OutputStream out, Counter counter) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long received = 0;
        for (int got = body.read(chunk); got >= 0; got = body.read(chunk)) {
            received += got;
            if (received > maxBytes) {
                throw new IOException("more than " + maxBytes + " bytes");
            }
            out.write(chunk, 0, got);
            counter.read(received);
        }
    }
}
