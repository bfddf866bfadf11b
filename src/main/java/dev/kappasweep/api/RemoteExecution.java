package dev.kappasweep.api;

import dev.kappasweep.client.PulledResults;
import dev.kappasweep.client.RemoteSweep;
import dev.kappasweep.client.ServerAwayException;
import dev.kappasweep.client.ServerClient;
import dev.kappasweep.client.SweepFollower;
import dev.kappasweep.results.Mixing;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.run.SweepOutcome.Failure;
import dev.kappasweep.search.Strategies;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.RunSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a run of a sweep on a server does from handing it in to the copy of its results.
 *
 * @param text of its file
 * @param asRead the options of the text
 * @param server where it runs; empty where it runs without one
 */
record RemoteExecution(String text, RunSpec asRead, Optional<ServerClient> server) {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final int TRIES = 10;

    static RemoteExecution of(String text, RunSpec options) {
        return new RemoteExecution(text, options, Optional.empty());
    }

    RemoteExecution at(ServerClient client) {
        return new RemoteExecution(text, asRead, Optional.of(client));
    }

    boolean isSomewhere() {
        return server.isPresent();
    }

    /** @throws InvalidInputException if the sweep has something that its text does not say */
    void requireAsRead(
            RunSpec options, Optional<Path> data, Mixing mixing, Strategies strategies, List<SweepListener> listeners) {
        String what = !options.equals(asRead)
                ? "options, expected them in its text"
                : data.isPresent()
                        ? "a data directory, expected the server's"
                        : mixing != Mixing.REFUSED
                                ? "mixing, expected none"
                                : strategies != Strategies.KNOWN
                                        ? "a strategy of its own, expected one that a sweep file names"
                                        : !listeners.isEmpty()
                                                ? "listeners, expected none: they follow runs of this JVM"
                                                : "";
        if (!what.isEmpty()) {
            throw new InvalidInputException("at: the sweep has " + what);
        }
    }

    /** Returns when the sweep is paused or has ended, with its results in {@code directory}. */
    SweepOutcome run(Path directory, Cancellation cancellation) throws InterruptedException {
        ServerClient client = server.orElseThrow();
        String sweep = submit(client).id();
        AtomicBoolean isCancelled = new AtomicBoolean();
        cancellation.by(() -> {
            isCancelled.set(true);
            client.cancel(sweep, "");
        });
        RemoteSweep end = new SweepFollower(client, sweep, changed -> {}, away -> {}).await();
        if (end.state() == RunState.FAILED) {
            throw new IllegalStateException("sweep " + sweep + " failed: " + end.reason());
        }
        PulledResults.pull(client, sweep, directory);
        List<Failure> failures = ResultDirectory.readTrials(directory).trials().stream()
                .filter(row -> !row.isMeasured())
                .map(row -> new Failure(row.id(), row.reason()))
                .toList();
        boolean isStopped = end.state() != RunState.COMPLETED && !isCancelled.get();
        return new SweepOutcome(end.total(), 0, end.ended(), failures, isStopped ? end.reason() : "");
    }

    /** With a key, so that an answer that was lost does no harm. */
    private RemoteSweep submit(ServerClient client) throws InterruptedException {
        Optional<String> key = Optional.of(UUID.randomUUID().toString());
        for (int tries = 1; ; tries++) {
            try {
                return client.submit(text, key, 0);
            } catch (ServerAwayException e) {
                if (tries == TRIES) {
                    throw e;
                }
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
        }
    }
}
