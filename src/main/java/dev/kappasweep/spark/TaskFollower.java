package dev.kappasweep.spark;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.spark.TaskFailedReason;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Follows one Spark job: passes starts and epochs of its trials on, and knows which of its tasks run and which were lost.
 * Spark calls it on a thread of its own, somewhat after the fact.
 */
final class TaskFollower extends SparkListener {
    /** How a job's properties name its group, which is how this job is told from others. */
    private static final String GROUP = "spark.jobGroup.id";

    private static final int NO_JOB = -1;

    private final List<TrialSpec> trials;
    private final String group;
    private final long epochAccumulator;
    private final long noticeAccumulator;
    private final RecorderThread recorder;
    private final Set<Object> stages = new HashSet<>();
    private final Map<Long, Running> running = new HashMap<>();
    private final Map<TrialSpec, List<String>> losses = new HashMap<>();
    private int job = NO_JOB;
    private boolean ended;

    /** A task, with what it said last: a heartbeat repeats it. */
    private static final class Running {
        private final TrialSpec trial;
        private final TrialId id;
        private final Untold<List<EpochMeasurement>> untoldEpochs = new Untold<>();
        private final Untold<List<String>> untoldNotices = new Untold<>();
        private int lastEpoch;
        private int notices;

        Running(TrialSpec trial) {
            this.trial = trial;
            this.id = trial.id(); // a digest
        }

        boolean hasNew(List<EpochMeasurement> epochs) {
            int last = epochs.isEmpty() ? 0 : epochs.get(epochs.size() - 1).epoch();
            boolean isNew = last > lastEpoch;
            lastEpoch = Math.max(last, lastEpoch);
            return isNew;
        }

        boolean hasNewNotices(List<String> all) {
            boolean isNew = all.size() > notices;
            notices = Math.max(all.size(), notices);
            return isNew;
        }
    }

    /** @param trials by partition */
    TaskFollower(
            List<TrialSpec> trials,
            String group,
            long epochAccumulator,
            long noticeAccumulator,
            RecorderThread recorder) {
        this.trials = trials;
        this.group = group;
        this.epochAccumulator = epochAccumulator;
        this.noticeAccumulator = noticeAccumulator;
        this.recorder = recorder;
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart start) {
        if (group.equals(start.properties().getProperty(GROUP))) {
            job = start.jobId();
            stages.addAll(CollectionConverters.asJava(start.stageIds()));
        }
    }

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
        if (stages.contains(start.stageId())) {
            TrialSpec trial = trials.get(start.taskInfo().partitionId());
            Running one = new Running(trial);
            running.put(start.taskInfo().taskId(), one);
            recorder.tell(to -> to.trialStarted(one.id));
        }
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
        CollectionConverters.asJava(heartbeat.accumUpdates()).forEach(task -> {
            Running one = running.get((Long) task._1());
            if (one != null) {
                CollectionConverters.asJava(task._4()).forEach(update -> tell(one, update));
            }
        });
    }

    private void tell(Running one, AccumulableInfo update) {
        if (update.id() == epochAccumulator) {
            List<EpochMeasurement> epochs = values(update, EpochMeasurement.class);
            if (one.hasNew(epochs) && one.untoldEpochs.put(epochs)) {
                recorder.tell(to -> to.epochsEnded(one.id, one.untoldEpochs.take()));
            }
        } else if (update.id() == noticeAccumulator) {
            List<String> notices = values(update, String.class);
            if (one.hasNewNotices(notices) && one.untoldNotices.put(notices)) {
                recorder.tell(to -> to.noticed(one.id, one.untoldNotices.take()));
            }
        }
    }

    private static <T> List<T> values(AccumulableInfo update, Class<T> type) {
        return update.update().isDefined() && update.update().get() instanceof List<?> values
                ? values.stream().map(type::cast).toList()
                : List.of();
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        Running one = running.remove(end.taskInfo().taskId());
        if (one != null) {
            CollectionConverters.asJava(end.taskInfo().accumulables()).forEach(update -> tell(one, update));
        }
        if (one != null && end.reason() instanceof TaskFailedReason reason && reason.countTowardsTaskFailures()) {
            losses.computeIfAbsent(one.trial, key -> new ArrayList<>()).add(reason.toErrorString());
        }
        notifyAll();
    }

    @Override
    public synchronized void onJobEnd(SparkListenerJobEnd end) {
        if (end.jobId() == job) {
            ended = true;
            notifyAll();
        }
    }

    /** Waits until all that the job's tasks said was passed on, or for {@code millis}. */
    synchronized void awaitEnd(long millis) {
        await(() -> ended, millis);
    }

    /** Waits until no task of the job runs, or for {@code millis}. */
    synchronized void awaitNoneRunning(long millis) {
        await(running::isEmpty, millis);
    }

    /** After a job that Spark gave up: the trials that were lost, with all reasons. */
    synchronized Map<TrialSpec, List<String>> losses(long millis) {
        awaitEnd(millis);
        return Map.copyOf(losses);
    }

    private synchronized void await(BooleanSupplier condition, long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        try {
            while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
                wait(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
