package dev.kappasweep.results;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The process that writes to a result directory.
 *
 * @param pid on {@code host}
 * @param since when it began to write, to the second
 */
public record Holder(String host, long pid, Instant since) {
    /** The clocks of a process table and of Java differ by their resolution. */
    private static final Duration CLOCK_RESOLUTION = Duration.ofSeconds(2);

    /** This process, from now on. */
    public static Holder current() {
        return new Holder(
                localHost(), ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether the process ran on this host, so that {@link #hasEnded()} can know. */
    public boolean isLocal() {
        return host.equals(localHost());
    }

    /** Whether the process is known to have ended: it was on this host, where its id is now unused or that of a later process. */
    public boolean hasEnded() {
        return isLocal() && ProcessHandle.of(pid).filter(this::canBe).isEmpty();
    }

    private boolean canBe(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .startInstant()
                        .map(start -> !start.isAfter(since.plus(CLOCK_RESOLUTION)))
                        .orElse(true);
    }

    boolean isSameProcess(Holder other) {
        return host.equals(other.host) && pid == other.pid;
    }

    /** {@code HOST, process 1234, since 2026-01-02T03:04:05Z}. */
    public String text() {
        return host + ", process " + pid + ", since " + since;
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
