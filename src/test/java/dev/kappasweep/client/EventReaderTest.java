package dev.kappasweep.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.client.EventReader.Event;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    private static java.util.List<Event> events(String stream) {
        EventReader reader = new EventReader();
        return stream.lines().map(reader::line).flatMap(Optional::stream).toList();
    }

    @Test
    void eventsEndWithEmptyLinesAndCommentsAreNone() {
        assertThat(events("""
                        : comment

                        id: 1
                        event: sweep
                        data: {"a":
                        data:1}

                        data:  x

                        event: nothing

                        event: cut
                        data: short
                        """)).containsExactly(new Event("sweep", "{\"a\":\n1}"), new Event("message", " x"));
    }
}
