package dev.kappasweep.api;

import dev.kappasweep.files.Places;
import dev.kappasweep.results.Holder;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.LiveRunFile;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SweepListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps {@code progress.json} up to date while a sweep runs, on a thread of its own, and deletes it at the end. That it cannot
 * be written stops nothing: the tables are the record.
 */
public final class LiveReport implements SweepListener, AutoCloseable {
    private static final int SECONDS_BETWEEN_HEARTBEATS = 2;
    private static final int SECONDS_BETWEEN_REQUESTS = 10;

    /** A third of the silence after which the process is taken for ended. */
    private static final int MOST_SECONDS = 20;

    /** The file of as many running trials is about 120 KB. */
    private static final int RUNNING_PER_SECOND = 1_000;

    private final Holder holder = Holder.current();
    private final LiveRunFile file;
    private final boolean isLocal;
    private final Clock clock;
    private volatile Optional<RunProgress> run = Optional.empty();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread heartbeats = new Thread(this::beat, "kappasweep-heartbeat");

    private LiveReport(Path directory, Clock clock) {
        this.file = new LiveRunFile(directory);
        this.isLocal = Places.isLocal(directory);
        this.clock = clock;
    }

    /**
     * Writes the file now and every two seconds until {@link #close}, less often where thousands of trials run at once.
     *
     * @param directory of the results; exists and is held by this process
     */
    public static LiveReport start(Path directory, Clock clock) {
        LiveReport report = new LiveReport(directory, clock);
        report.heartbeats.setDaemon(true);
        report.heartbeats.start();
        return report;
    }

    @Override
    public void started(RunProgress progress) {
        run = Optional.of(progress);
    }

    private void beat() {
        try {
            do {
                write();
            } while (!ended.await(
                    secondsToNext(run.map(RunProgress::runningCount).orElse(0), isLocal), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each is named in the file, so the more run, the less often it is written; a request to a server costs more than a file. */
    static int secondsToNext(int running, boolean isLocal) {
        int least = isLocal ? SECONDS_BETWEEN_HEARTBEATS : SECONDS_BETWEEN_REQUESTS;
        return Math.min(MOST_SECONDS, Math.max(least, running / RUNNING_PER_SECOND));
    }

    private void write() {
        try {
            file.write(now());
        } catch (IOException e) {
            // A reader sees an old heartbeat; what matters is told by the commits.
        }
    }

    /** What the file says at this moment. */
    public LiveRun now() {
        return new LiveRun(
                holder,
                clock.instant(),
                run.map(RunProgress::secondsLeft).orElse(OptionalDouble.empty()).orElse(LiveRun.UNKNOWN),
                run.map(RunProgress::running).orElse(List.of()));
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            // What is being written would bring the file back.
            heartbeats.join();
            file.delete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Left behind as by a killed run, which readers know.
        }
    }
}
