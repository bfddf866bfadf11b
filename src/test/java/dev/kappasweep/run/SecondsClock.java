package dev.kappasweep.run;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.DoubleSupplier;

/** Shows the seconds that the test says. */
public final class SecondsClock extends Clock {
    private final DoubleSupplier seconds;

    public SecondsClock(DoubleSupplier seconds) {
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
        return Instant.EPOCH.plusNanos((long) (seconds.getAsDouble() * 1e9));
    }
}
