package dev.kappasweep.spark;

import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.run.TrialExecutor.Events;
import dev.kappasweep.run.TrialExecutor.Task;
import dev.kappasweep.sweep.EndedEpoch;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.SparkThrowable;
import org.apache.spark.scheduler.AccumulableInfo;

/**
 * A batch of trials that is one Spark job with one partition for each, and what is known of its tasks. Spark's listener bus, its
 * scheduler and whoever stops it call it, each on a thread of its own.
 */
final class TrialBatch {
    private final List<Task> tasks;
    private final RunSite site;
    private final Events to;
    private final TaskSays says;
    private final Map<Long, Running> running = new HashMap<>();
    private final Map<Integer, List<String>> losses = new HashMap<>();
    private final Set<Integer> ended = new HashSet<>();
    private boolean hasStarted;
    private boolean isAsked;
    private boolean hasTold;
    private boolean isOver;
    private Optional<Throwable> error = Optional.empty();

    /** A task of Spark's, with what it said last: a heartbeat repeats it. */
    private static final class Running {
        private final int partition;
        private final Untold<List<EndedEpoch>> untoldEpochs = new Untold<>();
        private final Untold<List<String>> untoldNotices = new Untold<>();
        private int lastEpoch;
        private int notices;

        Running(int partition) {
            this.partition = partition;
        }

        boolean hasNew(List<EndedEpoch> epochs) {
            int last = epochs.isEmpty()
                    ? 0
                    : epochs.get(epochs.size() - 1).measurement().epoch();
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

    TrialBatch(List<Task> tasks, RunSite site, Events to, TaskSays says) {
        this.tasks = List.copyOf(tasks);
        this.site = site;
        this.to = to;
        this.says = says;
    }

    String run() {
        return tasks.get(0).run();
    }

    List<Task> tasks() {
        return tasks;
    }

    RunSite site() {
        return site;
    }

    List<Leg> legs() {
        return tasks.stream().map(Task::leg).toList();
    }

    List<TrialSpec> trials() {
        return tasks.stream().map(Task::trial).toList();
    }

    String description() {
        return site.name() + ": "
                + (tasks.size() == 1 ? "trial " + tasks.get(0).trial().id() : tasks.size() + " trials");
    }

    long number() {
        return tasks.get(0).number();
    }

    /** Somebody wants it to end; returns whether nobody did before. */
    synchronized boolean ask() {
        boolean isFirst = !isAsked;
        isAsked = true;
        return isFirst;
    }

    synchronized boolean hasStarted() {
        return hasStarted;
    }

    /** A task of Spark's began. */
    void started(long sparkTask, int partition) {
        synchronized (this) {
            hasStarted = true;
            running.put(sparkTask, new Running(partition));
        }
        to.started(tasks.get(partition));
    }

    /** What a task says, of the accumulators that its trial adds to. */
    synchronized void said(long sparkTask, AccumulableInfo update) {
        Running one = running.get(sparkTask);
        if (one == null) {
            return;
        }
        Task task = tasks.get(one.partition);
        if (update.id() == says.epochs().id()) {
            List<EndedEpoch> epochs = values(update, EndedEpoch.class);
            if (one.hasNew(epochs) && one.untoldEpochs.put(epochs)) {
                to.epochsEnded(task, one.untoldEpochs::take);
            }
        } else if (update.id() == says.notices().id()) {
            List<String> notices = values(update, String.class);
            if (one.hasNewNotices(notices) && one.untoldNotices.put(notices)) {
                to.noticed(task, one.untoldNotices::take);
            }
        }
    }

    private static <T> List<T> values(AccumulableInfo update, Class<T> type) {
        return update.update().isDefined() && update.update().get() instanceof List<?> values
                ? values.stream().map(type::cast).toList()
                : List.of();
    }

    /**
     * A task of Spark's ended.
     *
     * @param loss why, where its machine was lost or its trial ended its JVM
     */
    synchronized void ended(long sparkTask, Optional<String> loss) {
        Running one = running.remove(sparkTask);
        if (one != null && loss.isPresent()) {
            losses.computeIfAbsent(one.partition, key -> new ArrayList<>()).add(loss.get());
        }
    }

    /** The result of a trial. */
    void ended(int partition, TrialEnd end) {
        synchronized (this) {
            ended.add(partition);
        }
        to.ended(tasks.get(partition), end);
    }

    /** Spark gave the job up. */
    synchronized void failed(Throwable reason) {
        error = Optional.of(reason);
    }

    /** Spark has told that the job has ended. */
    synchronized void told() {
        hasTold = true;
    }

    /** Whether Spark has told all of it and none of its tasks runs. */
    synchronized boolean isQuiet() {
        return hasTold && running.isEmpty();
    }

    /** Whether Spark gave it up or each of its trials has a result. */
    synchronized boolean hasEnded() {
        return error.isPresent() || ended.size() == tasks.size();
    }

    /**
     * Says once, after a failure, what became of the trials without a result.
     *
     * @param sparkHasStopped and with it everything
     */
    void giveUp(boolean sparkHasStopped) {
        List<Runnable> words = new ArrayList<>();
        synchronized (this) {
            if (isOver || error.isEmpty()) {
                return;
            }
            isOver = true;
            int most = losses.values().stream().mapToInt(List::size).max().orElse(0);
            boolean isLost = !isAsked && !sparkHasStopped && most > 0 && !isCancelled(error.get());
            if (!isAsked && !isLost) {
                words.add(() -> to.broken(brokenBy(error.get(), sparkHasStopped)));
            }
            for (int partition = 0; partition < tasks.size(); partition++) {
                if (!ended.contains(partition)) {
                    words.add(word(partition, isLost ? most : Integer.MAX_VALUE));
                }
            }
        }
        words.forEach(Runnable::run);
    }

    private Runnable word(int partition, int tooOften) {
        Task task = tasks.get(partition);
        List<String> reasons = List.copyOf(losses.getOrDefault(partition, List.of()));
        return reasons.isEmpty() ? () -> to.returned(task) : () -> to.lost(task, reasons, reasons.size() >= tooOften);
    }

    /** By somebody else, who may use the same Spark: no loss is the reason then, even if there was one. */
    private static boolean isCancelled(Throwable error) {
        return error instanceof SparkThrowable cause && "SPARK_JOB_CANCELLED".equals(cause.getCondition());
    }

    private static RuntimeException brokenBy(Throwable error, boolean sparkHasStopped) {
        return error instanceof InvalidInputException own
                ? own
                : new IllegalStateException(
                        (sparkHasStopped ? "Spark has stopped: " : "Spark gave the sweep up: ")
                                + FailedTrial.reason(error),
                        error);
    }
}
