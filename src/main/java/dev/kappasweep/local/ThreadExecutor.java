package dev.kappasweep.local;

import dev.kappasweep.crew.Crew;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.run.TrialExecutor;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.EndedEpoch;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Rung;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.trial.TrialFunction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/** Runs trials on threads of this JVM, without Spark; threads without one help the others. One that is stopped goes on from where it was when it is started again. */
public final class ThreadExecutor implements TrialExecutor, AutoCloseable {
    private final int slots;
    private final TrialFunction function;
    private final Function<DatasetId, Dataset> data;
    private final Environment environment;
    private final ExecutorService threads;
    private final Crew crew;
    private final StatesInMemory states = new StatesInMemory();
    private final Map<Task, Work> tasks = new ConcurrentHashMap<>();

    /**
     * Prepares this JVM and starts no trial.
     *
     * @param data the images of each data set that trials name
     */
    public ThreadExecutor(int slots, TrialFunction function, Function<DatasetId, Dataset> data) {
        this.slots = slots;
        this.function = function;
        this.data = data;
        this.environment = function.prepare();
        this.crew = Crew.within(slots);
        this.threads = Executors.newFixedThreadPool(slots, task -> new Thread(task, "kappasweep-trial"));
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public void start(List<Task> batch, Events to) {
        for (Task task : batch) {
            Work work = new Work(task, to);
            tasks.put(task, work);
            threads.execute(work);
        }
    }

    @Override
    public void stop(Task task) {
        recall(task);
        Work work = tasks.get(task);
        if (work != null) {
            work.stopped = true;
        }
    }

    @Override
    public void recall(Task task) {
        Work work = tasks.get(task);
        if (work != null && work.claim()) {
            work.giveBack();
        }
    }

    /** Stops what runs, and returns when it has ended. */
    @Override
    public void close() {
        tasks.keySet().forEach(this::stop);
        threads.shutdown();
        try {
            threads.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One task: claimed once, by the thread that runs it or by whoever takes it back before. */
    private final class Work implements Runnable, TrialObserver {
        private final Task task;
        private final Events to;
        private final AtomicBoolean claimed = new AtomicBoolean();
        private final List<String> notices = new CopyOnWriteArrayList<>();
        private List<LayerMeasurement> measured = List.of();
        private volatile boolean stopped;

        Work(Task task, Events to) {
            this.task = task;
            this.to = to;
        }

        /** Whether nobody else has. */
        boolean claim() {
            return claimed.compareAndSet(false, true);
        }

        void giveBack() {
            tasks.remove(task);
            to.returned(task);
        }

        @Override
        public void run() {
            if (!claim()) {
                return;
            }
            to.started(task);
            Instant start = Instant.now();
            try {
                end(trained());
            } catch (TrialCancelledException e) {
                giveBack();
            } catch (Throwable e) { // as on an executor, an Error is the trial's
                end(FailedTrial.result(task.trial(), FailedTrial.reason(e), 1, start, environment));
            }
        }

        private TrialResult trained() {
            try (Team team = crew.enter(true)) {
                return function.run(task.trial(), data.apply(task.trial().dataset()), this, team);
            }
        }

        private void end(TrialResult result) {
            tasks.remove(task);
            if (result.status().isFinal()) {
                states.forget(task.trial().id());
            }
            to.ended(task, TrialEnd.of(result));
        }

        @Override
        public boolean isCancelled() {
            return stopped;
        }

        @Override
        public Optional<Rung> stop() {
            return task.leg().stop();
        }

        @Override
        public void layersMeasured(TrialId trial, List<LayerMeasurement> layers) {
            measured = layers;
        }

        @Override
        public void epochEnded(TrialId trial, EpochMeasurement epoch) {
            EndedEpoch ended = new EndedEpoch(epoch, measured);
            to.epochsEnded(task, () -> List.of(ended));
        }

        @Override
        public void notice(TrialId trial, String text) {
            notices.add(text);
            to.noticed(task, () -> List.copyOf(notices));
        }

        @Override
        public Checkpoints checkpoints() {
            return states;
        }
    }
}
