package dev.kappasweep.server;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events about one thing, the last of which are kept for those who were away for a moment. Safe for use by several threads. */
final class Topic {
    private static final int KEPT = 2_048;

    private final String process;
    private final Supplier<List<Event>> beginning;
    private final Deque<Event> kept = new ArrayDeque<>();
    private final Set<EventClient> clients = new CopyOnWriteArraySet<>();
    private long last;

    /**
     * An event.
     *
     * @param number counted from 1 in its topic; 0 for one of the beginning
     * @param data JSON, on one line
     */
    record Event(long number, String type, String data) {
        String text(String process) {
            String id = number > 0 ? "id: " + process + "-" + number + "\n" : "";
            return id + "event: " + type + "\ndata: " + data + "\n\n";
        }
    }

    /**
     * Begins without events.
     *
     * @param process tells the numbers of this process from those of others
     * @param beginning what one is told first who has not been there before
     */
    Topic(String process, Supplier<List<Event>> beginning) {
        this.process = process;
        this.beginning = beginning;
    }

    synchronized void publish(String type, String data) {
        Event event = new Event(++last, type, data);
        kept.add(event);
        if (kept.size() > KEPT) {
            kept.removeFirst();
        }
        clients.forEach(client -> client.offer(event.text(process)));
    }

    /** Tells {@code client} what it has missed, or all of the beginning, and then what comes. */
    void join(EventClient client, String lastEventId) {
        List<Event> first = beginning.get();
        synchronized (this) {
            List<Event> missed = missed(lastEventId);
            if (missed == null) {
                missed = new ArrayList<>(first);
                if (!lastEventId.isEmpty()) {
                    missed.add(0, new Event(0, "reset", "{}"));
                }
                // What was published since it was made is told twice rather than never.
                missed.add(new Event(last, "ready", "{}"));
            }
            client.begin(missed.stream().map(event -> event.text(process)).toList());
            clients.add(client);
        }
    }

    private @Nullable List<Event> missed(String lastEventId) {
        if (!lastEventId.matches(process + "-[0-9]{1,18}")) {
            return null;
        }
        long seen = Long.parseLong(lastEventId.substring(process.length() + 1));
        long oldest = kept.isEmpty() ? last + 1 : kept.getFirst().number();
        return seen > last || seen < oldest - 1
                ? null
                : new ArrayList<>(
                        kept.stream().filter(event -> event.number() > seen).toList());
    }

    void leave(EventClient client) {
        clients.remove(client);
    }

    int clients() {
        return clients.size();
    }

    void remind() {
        clients.forEach(client -> client.offer(":\n\n"));
    }

    void close() {
        clients.forEach(EventClient::close);
    }
}
