package dev.kappasweep.spark;

import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.run.TrialExecutor;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.Seconds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.concurrent.ExecutionContext;
import scala.concurrent.ExecutionContext$;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Failure;
import scala.util.Try;

/**
 * Runs trials on Spark, each batch as one job that is submitted without waiting for it. What Spark loses too often comes back as
 * lost, what it is asked to end when none of its tasks runs any more.
 */
final class SparkTrials implements TrialExecutor, AutoCloseable {
    /** How long the tasks of a job that has ended early may take to notice, and the last that Spark has to tell of a job. */
    private static final int STOP_SECONDS = 5;

    private final JavaSparkContext spark;
    private final TaskSays says;
    private final Broadcast<CrewSite> crews;
    private final BatchFollower follower;
    private final ExecutorService thread;
    private final ExecutionContext onThread;
    private final Map<String, RunSite> sites = new HashMap<>();
    private final Map<Long, TrialBatch> batches = new HashMap<>();
    private final Map<Long, Job> jobs = new HashMap<>();
    /** By cores of a task; only the thread of submissions uses it. */
    private final Map<Integer, ResourceProfile> profiles = new HashMap<>();

    private final Map<Long, Long> batchOfTask = new HashMap<>();

    /** A batch with Spark; {@code gaps} are freed with it. */
    private record Job(SimpleFutureAction<BoxedUnit> action, Gaps gaps) {}

    SparkTrials(JavaSparkContext spark) {
        this.spark = spark;
        this.says = new TaskSays(spark.sc());
        this.crews = spark.broadcast(new CrewSite(spark.isLocal() ? spark.defaultParallelism() : 0));
        this.thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "kappasweep-spark"));
        this.onThread = ExecutionContext$.MODULE$.fromExecutor(this::execute);
        this.follower = new BatchFollower(this::batch, this::changed);
        spark.sc().addSparkListener(follower);
    }

    /** Tells {@code slotsChanged}, on any thread, when executors have come or gone. */
    void follow(Runnable slotsChanged) {
        follower.follow(slotsChanged);
    }

    /** Makes a run's trials known; before any of them is started. */
    synchronized void open(String run, RunSite site) {
        sites.put(run, site);
    }

    /** After the last of a run's trials. Waits until all that they said was passed on, or for some seconds. */
    synchronized void close(String run) {
        long start = System.nanoTime();
        try {
            while (isWithSpark(run) && Seconds.since(start) < STOP_SECONDS) {
                wait(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        RunSite site = sites.remove(run);
        if (site != null) {
            site.close();
        }
    }

    private synchronized boolean isWithSpark(String run) {
        return batches.values().stream().anyMatch(batch -> batch.run().equals(run));
    }

    @Override
    public int slots() {
        return Math.max(1, spark.sc().isStopped() ? 1 : spark.defaultParallelism() / coresOfATrial());
    }

    private int coresOfATrial() {
        return Math.max(1, spark.getConf().getInt("spark.task.cpus", 1));
    }

    /** As many as there are slots where Spark asks for executors by what waits. */
    @Override
    public int ahead() {
        boolean isDynamic = spark.getConf().getBoolean("spark.dynamicAllocation.enabled", false);
        return isDynamic ? Math.max(2, slots()) : 2;
    }

    @Override
    public void start(List<Task> tasks, Events to) {
        long number = tasks.get(0).number();
        synchronized (this) {
            RunSite site = sites.get(tasks.get(0).run());
            if (site == null) {
                throw new IllegalArgumentException("run " + tasks.get(0).run() + " is not open");
            }
            batches.put(number, new TrialBatch(tasks, site, to, says));
            tasks.forEach(task -> batchOfTask.put(task.number(), number));
        }
        execute(() -> submit(number));
    }

    private void execute(Runnable action) {
        try {
            thread.execute(action);
        } catch (RejectedExecutionException e) {
            // Closed: nobody listens any more.
        }
    }

    private void submit(long number) {
        TrialBatch batch = batch(number);
        if (batch == null) {
            return;
        }
        Gaps gaps = Gaps.NONE;
        try {
            gaps = batch.site().gaps(batch.trials());
            SimpleFutureAction<BoxedUnit> action = job(number, batch, gaps);
            put(number, new Job(action, gaps));
            action.onComplete(ended(number), onThread);
        } catch (RuntimeException e) { // Spark has stopped, or weights cannot be read
            gaps.close();
            batch.failed(e);
            leave(batch);
        }
    }

    private synchronized void put(long number, Job job) {
        jobs.put(number, job);
    }

    private SimpleFutureAction<BoxedUnit> job(long number, TrialBatch batch, Gaps gaps) {
        List<Leg> legs = batch.legs();
        spark.sc().setJobGroup("kappasweep-" + batch.run(), batch.description(), true);
        spark.sc().setCallSite(batch.description());
        spark.sc().setLocalProperty(BatchFollower.BATCH, Long.toString(number));
        RDD<Leg> partitions = filling(
                batch.site().slotsOfTrial(),
                spark.parallelize(legs, legs.size()).rdd());
        List<Object> all = new ArrayList<>();
        for (int partition = 0; partition < legs.size(); partition++) {
            all.add(partition);
        }
        return spark.sc()
                .submitJob(
                        partitions,
                        batch.site().task(crews, gaps, says),
                        CollectionConverters.asScala(all).toSeq(),
                        new AbstractFunction2<Object, TrialEnd, BoxedUnit>() {
                            @Override
                            public BoxedUnit apply(Object partition, TrialEnd end) {
                                batch.ended((Integer) partition, end);
                                return BoxedUnit.UNIT;
                            }
                        },
                        new AbstractFunction0<BoxedUnit>() {
                            @Override
                            public BoxedUnit apply() {
                                return BoxedUnit.UNIT;
                            }
                        });
    }

    /** In local mode, where Spark has no such thing, it is for the dispatcher alone to let slots free. */
    private RDD<Leg> filling(int slots, RDD<Leg> partitions) {
        return slots == 1 || spark.isLocal()
                ? partitions
                : partitions.withResources(profiles.computeIfAbsent(
                        slots * coresOfATrial(),
                        cores -> new ResourceProfileBuilder()
                                .require(new TaskResourceRequests().cpus(cores))
                                .build()));
    }

    private AbstractFunction1<Try<BoxedUnit>, Object> ended(long number) {
        return new AbstractFunction1<>() {
            @Override
            public Object apply(Try<BoxedUnit> outcome) {
                TrialBatch batch = batch(number);
                if (batch != null) {
                    jobEnded(batch, outcome);
                }
                return BoxedUnit.UNIT;
            }
        };
    }

    private void jobEnded(TrialBatch batch, Try<BoxedUnit> outcome) {
        if (outcome instanceof Failure<BoxedUnit> failure) {
            batch.failed(failure.exception());
        }
        if (batch.isQuiet() || spark.sc().isStopped()) {
            leave(batch);
        } else {
            // Spark may never tell the rest, as where a machine is lost without a word.
            CompletableFuture.delayedExecutor(STOP_SECONDS, TimeUnit.SECONDS, this::execute)
                    .execute(() -> leave(batch));
        }
    }

    /** A task or the job of a batch has ended, as Spark tells it. */
    private void changed(TrialBatch batch) {
        execute(() -> {
            if (batch.isQuiet() && batch.hasEnded()) {
                leave(batch);
            }
        });
    }

    private void leave(TrialBatch batch) {
        batch.giveUp(spark.sc().isStopped());
        forget(batch);
    }

    private void forget(TrialBatch batch) {
        Job job;
        synchronized (this) {
            batches.remove(batch.number());
            batch.tasks().forEach(task -> batchOfTask.remove(task.number()));
            job = jobs.remove(batch.number());
            notifyAll();
        }
        if (job != null && !spark.sc().isStopped()) {
            job.gaps().close();
        }
    }

    private synchronized @Nullable TrialBatch batch(long number) {
        return batches.get(number);
    }

    private synchronized @Nullable TrialBatch batchOf(Task task) {
        Long number = batchOfTask.get(task.number());
        return number == null ? null : batches.get(number);
    }

    @Override
    public void stop(Task task) {
        execute(() -> {
            TrialBatch batch = batchOf(task);
            if (batch != null) {
                cancel(batch);
            }
        });
    }

    @Override
    public void recall(Task task) {
        execute(() -> {
            TrialBatch batch = batchOf(task);
            if (batch != null && !batch.hasStarted()) {
                cancel(batch);
            }
        });
    }

    private void cancel(TrialBatch batch) {
        Job job;
        synchronized (this) {
            job = jobs.get(batch.number());
        }
        if (job != null && batch.ask() && !spark.sc().isStopped()) {
            job.action().cancel(Option.apply("asked for"));
        }
    }

    /** Stops what is left. */
    @Override
    public void close() {
        execute(() -> List.copyOf(batches()).forEach(this::cancel));
        spark.sc().removeSparkListener(follower);
        if (!spark.sc().isStopped()) {
            crews.unpersist();
        }
        thread.shutdown();
    }

    private synchronized Collection<TrialBatch> batches() {
        return List.copyOf(batches.values());
    }
}
