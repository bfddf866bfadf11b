package dev.kappasweep.server;

import dev.kappasweep.service.Counts;
import dev.kappasweep.service.SweepState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What was made of results last, as long as nothing has ended since. No more than a few things are made at once: they take memory. */
final class OutputCache {
    private static final int AT_ONCE = 2;
    private static final long MOST_BYTES = 64L << 20;

    private final Map<Key, byte[]> made = new LinkedHashMap<>(16, 0.75f, true);
    private final Semaphore free = new Semaphore(AT_ONCE);
    private long bytes;

    private record Key(String sweep, String what, Counts counts, String file) {}

    byte[] get(SweepState sweep, String what, Supplier<byte[]> making) {
        Key key = new Key(sweep.id(), what, sweep.counts(), sweep.file());
        byte @Nullable [] there = made(key);
        if (there != null) {
            return there;
        }
        free.acquireUninterruptibly();
        try {
            byte @Nullable [] again = made(key);
            if (again != null) {
                return again;
            }
            byte[] now = making.get();
            keep(key, now);
            return now;
        } finally {
            free.release();
        }
    }

    private synchronized byte @Nullable [] made(Key key) {
        return made.get(key);
    }

    private synchronized void keep(Key key, byte[] content) {
        made.put(key, content);
        bytes += content.length;
        while (bytes > MOST_BYTES && made.size() > 1) {
            Key oldest = made.keySet().iterator().next();
            byte @Nullable [] gone = made.remove(oldest);
            bytes -= gone == null ? 0 : gone.length;
        }
    }
}
