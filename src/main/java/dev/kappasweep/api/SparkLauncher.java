package dev.kappasweep.api;

import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.results.Mixing;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.service.SweepLauncher;
import dev.kappasweep.spark.SparkDispatcher;
import dev.kappasweep.spark.SweepRunner;
import dev.kappasweep.trial.TrialRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** Runs the sweeps of a service on one Spark, whose slots they share, as {@code run} would run each. */
public final class SparkLauncher implements SweepLauncher, AutoCloseable {
    private final SparkSession session;
    private final Optional<Path> dataDirectory;
    private final SparkDispatcher shared;
    private final Map<String, SweepRunner> runners = new ConcurrentHashMap<>();
    private boolean areSitesUsable;

    /**
     * Runs nothing yet.
     *
     * @param session that somebody else stops, after this is closed
     * @param dataDirectory of the images
     */
    public SparkLauncher(SparkSession session, Optional<Path> dataDirectory) {
        this.session = session;
        this.dataDirectory = dataDirectory;
        this.shared = new SparkDispatcher(SparkPlace.of(session));
    }

    @Override
    public SweepOutcome run(Launch launch) {
        SweepFile file = launch.file();
        SweepRunner runner = new SweepRunner(SparkPlace.of(session), new TrialRunner(), file.run());
        runners.put(launch.sweep(), runner);
        try {
            launch.state().become(RunState.STARTING, "");
            requireUsableSites(runner);
            SweepExecution sweep = new SweepExecution(
                    file.spec(),
                    launch.directory(),
                    dataDirectory,
                    new SparkPlace.Given(session),
                    new TrialRunner(),
                    file.run(),
                    Mixing.REFUSED,
                    List.of(launch.listener()));
            return sweep.run(shared, runner, launch.sweep(), launch.state(), launch.priority());
        } finally {
            runners.remove(launch.sweep());
        }
    }

    /** Once: an executor that comes later is asked by its first trial. */
    private synchronized void requireUsableSites(SweepRunner runner) {
        if (!areSitesUsable) {
            runner.requireUsableSites();
            areSitesUsable = true;
        }
    }

    @Override
    public void pause(String sweep, String reason) {
        on(sweep, runner -> runner.pause(reason));
    }

    @Override
    public void cancel(String sweep, String reason) {
        on(sweep, runner -> runner.cancel(reason));
    }

    @Override
    public void prioritise(String sweep, int priority) {
        on(sweep, runner -> runner.prioritise(priority));
    }

    private void on(String sweep, Consumer<SweepRunner> request) {
        Optional.ofNullable(runners.get(sweep)).ifPresent(request);
    }

    @Override
    public int slots() {
        return shared.slots();
    }

    @Override
    public void close() {
        shared.close();
    }
}
