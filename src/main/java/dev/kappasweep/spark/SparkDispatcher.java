package dev.kappasweep.spark;

import dev.kappasweep.run.Dispatcher;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.spark.api.java.JavaSparkContext;

/** The slots of one Spark application, which sweeps share. */
public final class SparkDispatcher implements AutoCloseable {
    private final JavaSparkContext spark;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "kappasweep-dispatcher"));
    private final SparkTrials trials;
    private final Dispatcher dispatcher;
    private final LaneChoice lanes;

    /** Of a Spark that somebody else stops, after this is closed. */
    public SparkDispatcher(JavaSparkContext spark) {
        this.spark = spark;
        this.trials = new SparkTrials(spark);
        this.lanes = new LaneChoice(spark);
        this.dispatcher = new Dispatcher(trials, this::execute, Clock.systemUTC());
        trials.follow(dispatcher::slotsChanged);
    }

    /** On the one thread of all decisions; after {@link #close} it is dropped. */
    void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            // Closed: nobody waits for it any more.
        }
    }

    JavaSparkContext spark() {
        return spark;
    }

    SparkTrials trials() {
        return trials;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    LaneChoice lanes() {
        return lanes;
    }

    /** How many trials can run at once now. */
    public int slots() {
        return trials.slots();
    }

    /** Stops what runs and does not wait for it. */
    @Override
    public void close() {
        trials.close();
        thread.shutdown();
    }
}
