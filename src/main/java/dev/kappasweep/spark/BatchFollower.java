package dev.kappasweep.spark;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Passes on what Spark tells of the jobs of batches. Spark calls it on one thread of its own, somewhat after the fact. */
final class BatchFollower extends SparkListener {
    /** The property of a job that has its batch's number. */
    static final String BATCH = "kappasweep.batch";

    private final LongFunction<@Nullable TrialBatch> batches;
    private final Consumer<TrialBatch> changed;
    private volatile Runnable slotsChanged = () -> {};
    private final Map<Integer, Job> jobs = new HashMap<>();
    private final Map<Integer, TrialBatch> stages = new HashMap<>();
    private final Map<Long, TrialBatch> tasks = new HashMap<>();

    private record Job(TrialBatch batch, List<Integer> stages) {}

    /**
     * Follows nothing yet.
     *
     * @param batches by their numbers
     * @param changed told of each batch of which a task, or the job, has ended
     */
    BatchFollower(LongFunction<@Nullable TrialBatch> batches, Consumer<TrialBatch> changed) {
        this.batches = batches;
        this.changed = changed;
    }

    /** Tells {@code slots} when executors have come or gone. */
    void follow(Runnable slots) {
        slotsChanged = slots;
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
        String number = start.properties().getProperty(BATCH);
        TrialBatch batch = number == null ? null : batches.apply(Long.parseLong(number));
        if (batch != null) {
            List<Integer> ids = CollectionConverters.asJava(start.stageIds()).stream()
                    .map(Integer.class::cast)
                    .toList();
            jobs.put(start.jobId(), new Job(batch, ids));
            ids.forEach(stage -> stages.put(stage, batch));
        }
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        TrialBatch batch = stages.get(start.stageId());
        if (batch != null) {
            tasks.put(start.taskInfo().taskId(), batch);
            batch.started(start.taskInfo().taskId(), start.taskInfo().partitionId());
        }
    }

    @Override
    public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
        CollectionConverters.asJava(heartbeat.accumUpdates()).forEach(task -> {
            long id = (Long) task._1();
            TrialBatch batch = tasks.get(id);
            if (batch != null) {
                CollectionConverters.asJava(task._4()).forEach(update -> batch.said(id, update));
            }
        });
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        long id = end.taskInfo().taskId();
        TrialBatch batch = tasks.remove(id);
        if (batch != null) {
            CollectionConverters.asJava(end.taskInfo().accumulables()).forEach(update -> batch.said(id, update));
            Optional<String> loss = end.reason() instanceof TaskFailedReason reason && reason.countTowardsTaskFailures()
                    ? Optional.of(reason.toErrorString())
                    : Optional.empty();
            batch.ended(id, loss);
            changed.accept(batch);
        }
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd end) {
        Job job = jobs.remove(end.jobId());
        if (job != null) {
            stages.keySet().removeAll(job.stages());
            job.batch().told();
            changed.accept(job.batch());
        }
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        slotsChanged.run();
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        slotsChanged.run();
    }
}
