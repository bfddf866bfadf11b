package dev.kappasweep.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** One who listens to a topic. What cannot be written at once waits in a queue of bounded length; who is too slow is dropped. */
final class EventClient {
    private static final int MOST_WAITING = 1_024;

    private final Response response;
    private final Callback end;
    private final Consumer<EventClient> leaving;
    private final Deque<String> waiting = new ArrayDeque<>();
    private boolean isWriting;
    private boolean isEnded;

    EventClient(Response response, Callback end, Consumer<EventClient> leaving) {
        this.response = response;
        this.end = end;
        this.leaving = leaving;
    }

    synchronized void begin(List<String> first) {
        waiting.add("retry: 1000\n\n");
        waiting.add(String.join("", first));
        writeNext();
    }

    synchronized void offer(String text) {
        if (isEnded) {
            return;
        }
        if (waiting.size() >= MOST_WAITING) {
            end(new IllegalStateException("too slow"));
            return;
        }
        waiting.add(text);
        if (!isWriting) {
            writeNext();
        }
    }

    private void writeNext() {
        if (isEnded || waiting.isEmpty()) {
            return;
        }
        String text = String.join("", waiting);
        waiting.clear();
        isWriting = true;
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        response.write(false, bytes, Callback.from(this::written, this::failed));
    }

    private synchronized void written() {
        isWriting = false;
        writeNext();
    }

    private synchronized void failed(Throwable reason) {
        end(reason);
    }

    /** The connection is closed, since what was begun cannot be ended in order. */
    private void end(Throwable reason) {
        if (!isEnded) {
            isEnded = true;
            waiting.clear();
            leaving.accept(this);
            end.failed(reason);
        }
    }

    synchronized void close() {
        if (!isEnded) {
            isEnded = true;
            leaving.accept(this);
            end.succeeded();
        }
    }
}
