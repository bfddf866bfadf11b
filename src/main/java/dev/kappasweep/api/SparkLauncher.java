package dev.kappasweep.api;

import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.results.Mixing;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.search.Strategies;
import dev.kappasweep.service.SweepLauncher;
import dev.kappasweep.spark.SparkContexts;
import dev.kappasweep.spark.SparkDispatcher;
import dev.kappasweep.spark.SparkOptions;
import dev.kappasweep.spark.SweepRunner;
import dev.kappasweep.trial.TrialFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Runs the sweeps of a service on one Spark, whose slots they share, as {@code run} would run each. */
public final class SparkLauncher implements SweepLauncher, AutoCloseable {
    private final JavaSparkContext spark;
    private final boolean isOwn;
    private final Optional<Path> dataDirectory;
    private final TrialFunction trials;
    private final SparkDispatcher shared;
    private final Map<String, SweepRunner> runners = new ConcurrentHashMap<>();
    private boolean areSitesUsable;

    private SparkLauncher(JavaSparkContext spark, boolean isOwn, Optional<Path> dataDirectory, TrialFunction trials) {
        this.spark = spark;
        this.isOwn = isOwn;
        this.dataDirectory = dataDirectory;
        this.trials = trials;
        this.shared = new SparkDispatcher(spark);
    }

    /**
     * On a Spark that is started now and stopped when this is closed.
     *
     * @param master its URL; empty for what a submission says, else all cores of this machine
     * @param dataDirectory of the images
     * @throws dev.kappasweep.sweep.InvalidInputException if there is no such Spark
     */
    public static SparkLauncher start(Optional<String> master, Optional<Path> dataDirectory, TrialFunction trials) {
        return new SparkLauncher(
                SparkContexts.start("kappasweep serve", new SparkOptions(master)), true, dataDirectory, trials);
    }

    /** On the Spark of a session that somebody else stops, after this is closed. */
    public static SparkLauncher on(SparkSession session, Optional<Path> dataDirectory, TrialFunction trials) {
        return new SparkLauncher(SparkContexts.of(session), false, dataDirectory, trials);
    }

    @Override
    public SweepOutcome run(Launch launch) {
        SweepFile file = launch.file();
        SweepRunner runner = new SweepRunner(spark, trials, file.run());
        runners.put(launch.sweep(), runner);
        try {
            launch.state().become(RunState.STARTING, "");
            requireUsableSites(runner);
            SweepExecution sweep = new SweepExecution(
                    file.spec(),
                    launch.directory(),
                    dataDirectory,
                    new SparkPlace.Running(spark),
                    trials,
                    file.run(),
                    Mixing.REFUSED,
                    Strategies.KNOWN,
                    launch.directory()::resolveSibling,
                    List.of(launch.listener()),
                    Optional.empty());
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

    /** Of the Spark that trials run on. */
    public SparkSession session() {
        return SparkSession.builder().config(spark.getConf()).getOrCreate();
    }

    @Override
    public int slots() {
        return shared.slots();
    }

    @Override
    public void close() {
        shared.close();
        if (isOwn) {
            spark.close();
        }
    }
}
