package dev.kappasweep.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What sweep files say, as JSON, of those that were asked for last: one with thousands of values takes a good part of a second to read. */
final class FileBodies {
    private static final int MOST = 64;

    private final Map<String, ObjectNode> bodies = new LinkedHashMap<>(MOST, 0.75f, true);

    /** Nobody changes what is returned. */
    ObjectNode of(String file, Function<String, ObjectNode> reading) {
        ObjectNode known = known(file);
        if (known != null) {
            return known;
        }
        ObjectNode read = reading.apply(file);
        keep(file, read);
        return read;
    }

    private synchronized @Nullable ObjectNode known(String file) {
        return bodies.get(file);
    }

    private synchronized void keep(String file, ObjectNode body) {
        bodies.put(file, body);
        if (bodies.size() > MOST) {
            bodies.remove(bodies.keySet().iterator().next());
        }
    }
}
