package dev.kappasweep.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many requests a second from each address, and more for a moment. Safe for use by several threads. */
final class RateLimit {
    private static final int MOST_ADDRESSES = 10_000;

    private final double perSecond;
    private final double burst;
    private final InstantSource clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    private record Bucket(double left, Instant at) {}

    RateLimit(double perSecond, double burst, InstantSource clock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.clock = clock;
    }

    /** Whether one more is allowed, which is counted. */
    synchronized boolean take(String address) {
        Bucket now = refilled(address);
        buckets.put(address, new Bucket(Math.max(0, now.left() - 1), now.at()));
        return now.left() >= 1;
    }

    private Bucket refilled(String address) {
        Instant now = clock.instant();
        Bucket before = buckets.getOrDefault(address, new Bucket(burst, now));
        double since = Math.max(0, Duration.between(before.at(), now).toNanos() / 1e9);
        return new Bucket(Math.min(burst, before.left() + since * perSecond), now);
    }
}
