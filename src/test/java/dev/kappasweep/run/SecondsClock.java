package dev.kappasweep.run;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Shows the seconds that the test says. */
public final class SecondsClock extends Clock {
    private final LongSupplier seconds;

    public SecondsClock(LongSupplier seconds) {
        this.seconds = seconds;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochSecond(seconds.getAsLong());
    }
}
