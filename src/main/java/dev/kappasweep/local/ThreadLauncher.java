package dev.kappasweep.local;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.MissingResults;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.run.Dispatcher;
import dev.kappasweep.run.GridSource;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.run.SweepOutcome.Failure;
import dev.kappasweep.service.SweepLauncher;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialCost;
import dev.kappasweep.trial.TrialFunction;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Runs the sweeps of a service on threads of this JVM, without Spark. Trials that are stopped keep their states as long as it lives. */
public final class ThreadLauncher implements SweepLauncher, AutoCloseable {
    private static final Duration EVER = Duration.ofDays(10_000);

    private final DatasetLoader loader;
    private final Clock clock;
    private final Map<DatasetId, Dataset> data = new ConcurrentHashMap<>();
    private final Map<String, Recording> runs = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ThreadExecutor executor;
    private final Dispatcher dispatcher;

    /** Starts the threads. */
    public ThreadLauncher(int slots, TrialFunction function, DatasetLoader loader, Clock clock) {
        this.loader = loader;
        this.clock = clock;
        this.executor = new ThreadExecutor(slots, new Told(function), id -> Objects.requireNonNull(data.get(id)));
        this.dispatcher = new Dispatcher(executor, thread, clock);
    }

    @Override
    public SweepOutcome run(Launch launch) {
        Dataset images = loader.load(launch.file().spec().dataset());
        data.put(images.id(), images);
        SweepSpec spec = launch.file().spec();
        List<TrialSpec> trials = spec.trials(images.id());
        try (ResultStore store = ResultStore.open(launch.directory(), spec, images.id())) {
            MissingResults missing = store.missing(trials);
            Recording recording =
                    new Recording(store, launch.listener(), missing.toTrain(), progress(trials, missing, images));
            runs.put(launch.sweep(), recording);
            recording.started();
            dispatcher.add(
                    launch.sweep(),
                    launch.state(),
                    new GridSource(missing.toTrain(), launch.file().run().canary()),
                    launch.priority(),
                    recording::ended);
            launch.state().await(state -> state.isEnd() || state == RunState.PAUSED, EVER);
            return recording.outcome(launch.state().last().reason());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            runs.remove(launch.sweep());
        }
    }

    private RunProgress progress(List<TrialSpec> trials, MissingResults missing, Dataset images) {
        int done = trials.size() - missing.trials().size();
        return new RunProgress(trials.size(), done, missing.toTrain(), slots(), new TrialCost(images), clock);
    }

    @Override
    public void pause(String sweep, String reason) {
        dispatcher.pause(sweep, reason);
    }

    @Override
    public void cancel(String sweep, String reason) {
        dispatcher.cancel(sweep, reason);
    }

    @Override
    public void prioritise(String sweep, int priority) {
        dispatcher.prioritise(sweep, priority);
    }

    @Override
    public int slots() {
        return executor.slots();
    }

    @Override
    public void close() {
        executor.close();
        thread.shutdown();
    }

    /** Commits the results of one run and tells what comes of it, one thing after the other. */
    private static final class Recording {
        private final ResultStore store;
        private final SweepListener listener;
        private final Set<TrialId> trials;
        private final RunProgress progress;
        private final List<Failure> failures = new ArrayList<>();
        private final Map<TrialId, Integer> heard = new ConcurrentHashMap<>();

        Recording(ResultStore store, SweepListener listener, List<TrialSpec> toTrain, RunProgress progress) {
            this.store = store;
            this.trials = toTrain.stream().map(TrialSpec::id).collect(Collectors.toSet());
            this.listener = listener;
            this.progress = progress;
        }

        synchronized void started() {
            listener.started(progress);
        }

        synchronized void trialStarted(TrialId trial) {
            progress.trialStarted(trial);
            listener.trialStarted(trial);
        }

        synchronized void epochEnded(TrialId trial, EpochMeasurement epoch) {
            if (epoch.epoch() > heard.getOrDefault(trial, 0)) {
                heard.put(trial, epoch.epoch());
                progress.epochEnded(trial, epoch);
                listener.epochEnded(trial, epoch);
            }
        }

        synchronized void ended(TrialResult result) {
            store.commit(result, "none");
            result.epochs().forEach(epoch -> epochEnded(result.id(), epoch));
            if (!result.status().isFinal()) {
                failures.add(new Failure(result.id(), result.reason()));
            }
            progress.trialEnded(result);
            listener.trialEnded(result);
        }

        synchronized SweepOutcome outcome(String reason) {
            return new SweepOutcome(progress.total(), progress.alreadyDone(), progress.ended(), failures, reason);
        }
    }

    /** The function of trials, whose epochs are also told to the runs that have the trial. */
    private final class Told implements TrialFunction {
        private final TrialFunction function;

        Told(TrialFunction function) {
            this.function = function;
        }

        @Override
        public TrialResult run(TrialSpec spec, Dataset images, TrialObserver observer) {
            List<Recording> with = runs.values().stream()
                    .filter(run -> run.trials.contains(spec.id()))
                    .toList();
            with.forEach(run -> run.trialStarted(spec.id()));
            return function.run(spec, images, new Heard(observer, with));
        }

        @Override
        public Environment prepare() {
            return function.prepare();
        }
    }

    private record Heard(TrialObserver executor, List<Recording> runs) implements TrialObserver {
        @Override
        public void epochEnded(TrialId trial, EpochMeasurement epoch) {
            runs.forEach(run -> run.epochEnded(trial, epoch));
        }

        @Override
        public boolean isCancelled() {
            return executor.isCancelled();
        }

        @Override
        public Checkpoints checkpoints() {
            return executor.checkpoints();
        }
    }
}
