package dev.kappasweep.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Follows a sweep by the server's events, over restarts of the server, until it is at rest. */
public final class SweepFollower {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ServerClient client;
    private final String sweep;
    private final Consumer<RemoteSweep> changed;
    private final Consumer<String> away;

    /**
     * Follows nothing yet.
     *
     * @param changed told of the sweep first and after each change
     * @param away told, once each time, that the server does not answer, in one line
     */
    public SweepFollower(ServerClient client, String sweep, Consumer<RemoteSweep> changed, Consumer<String> away) {
        this.client = client;
        this.sweep = sweep;
        this.changed = changed;
        this.away = away;
    }

    /**
     * Returns the sweep when it is PAUSED or has ended; asks a server that goes away again and again.
     *
     * @throws InvalidInputException if the server knows no such sweep, or does not answer the first time
     */
    public RemoteSweep await() throws InterruptedException {
        RemoteSweep last = client.get(sweep);
        changed.accept(last);
        Duration pause = FIRST_PAUSE;
        while (!last.isAtRest()) {
            try {
                last = listen(last);
                if (!last.isAtRest()) {
                    // The stream has ended: what was missed is asked for.
                    Thread.sleep(FIRST_PAUSE.toMillis());
                    last = client.get(sweep);
                    changed.accept(last);
                }
                pause = FIRST_PAUSE;
            } catch (ServerAwayException e) {
                if (pause.equals(FIRST_PAUSE)) {
                    away.accept(String.valueOf(e.getMessage()));
                }
                Thread.sleep(pause.toMillis());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
        return last;
    }

    private RemoteSweep listen(RemoteSweep before) {
        RemoteSweep last = before;
        try (Stream<String> lines = client.events(sweep, "")) {
            EventReader reader = new EventReader();
            Iterator<String> each = lines.iterator();
            while (!last.isAtRest() && each.hasNext()) {
                Optional<RemoteSweep> told = reader.line(each.next()).flatMap(SweepFollower::sweepOf);
                if (told.isPresent()) {
                    last = told.get();
                    changed.accept(last);
                }
            }
        } catch (UncheckedIOException e) {
            // The connection has ended.
        }
        return last;
    }

    private static Optional<RemoteSweep> sweepOf(EventReader.Event event) {
        try {
            return event.name().equals("sweep")
                    ? Optional.of(RemoteSweep.of(JSON.readTree(event.data())))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new InvalidInputException("server: an event is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
