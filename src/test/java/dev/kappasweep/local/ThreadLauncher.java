package dev.kappasweep.local;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.MissingResults;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.run.DispatchedSweep;
import dev.kappasweep.run.Dispatcher;
import dev.kappasweep.run.GridSource;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.RunSink;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.run.SweepOutcome.Failure;
import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.service.SweepLauncher;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.EndedEpoch;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialCost;
import dev.kappasweep.trial.TrialFunction;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Runs the sweeps of a service on threads of this JVM, without Spark. Trials that are stopped keep their states as long as it lives. */
public final class ThreadLauncher implements SweepLauncher, AutoCloseable {
    private static final int MOST_UNKEPT = 1000;

    private final DatasetLoader loader;
    private final Clock clock;
    private final Map<DatasetId, Dataset> data = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ThreadExecutor executor;
    private final Dispatcher dispatcher;

    /** Starts the threads. */
    public ThreadLauncher(int slots, TrialFunction function, DatasetLoader loader, Clock clock) {
        this.loader = loader;
        this.clock = clock;
        this.executor = new ThreadExecutor(slots, function, id -> Objects.requireNonNull(data.get(id)));
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
            Recording recording = new Recording(store, launch.listener(), progress(trials, missing, images));
            recording.started();
            launch.state().become(RunState.STARTING, "");
            dispatcher
                    .add(new DispatchedSweep(
                            launch.sweep(),
                            launch.state(),
                            new GridSource(
                                    List.of(),
                                    missing.toTrain(),
                                    launch.file().run().canary()),
                            recording,
                            new TrialCost(images),
                            1,
                            launch.priority(),
                            Integer.MAX_VALUE,
                            MOST_UNKEPT))
                    .join();
            return recording.outcome(launch.state().last().reason());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
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
    private static final class Recording implements RunSink {
        private final ResultStore store;
        private final SweepListener listener;
        private final RunProgress progress;
        private final List<Failure> failures = new ArrayList<>();
        private final Map<TrialId, Integer> heard = new HashMap<>();

        Recording(ResultStore store, SweepListener listener, RunProgress progress) {
            this.store = store;
            this.listener = listener;
            this.progress = progress;
        }

        synchronized void started() {
            listener.started(progress);
        }

        @Override
        public synchronized void trialStarted(TrialId trial) {
            progress.trialStarted(trial);
            listener.trialStarted(trial);
        }

        @Override
        public synchronized void epochsEnded(TrialId trial, Supplier<List<EndedEpoch>> last) {
            last.get().forEach(epoch -> epochEnded(trial, epoch));
        }

        private void epochEnded(TrialId trial, EndedEpoch ended) {
            EpochMeasurement epoch = ended.measurement();
            if (epoch.epoch() > heard.getOrDefault(trial, 0)) {
                heard.put(trial, epoch.epoch());
                progress.epochEnded(trial, epoch);
                listener.layersMeasured(trial, ended.layers());
                listener.epochEnded(trial, epoch);
            }
        }

        @Override
        public synchronized void noticed(TrialId trial, Supplier<List<String>> all) {
            List<String> notices = all.get();
            listener.noticed(trial, notices.get(notices.size() - 1));
        }

        @Override
        public synchronized void trialEnded(TrialEnd end, Runnable kept) {
            TrialResult result = end.result();
            store.commit(result, "none");
            result.epochs().forEach(epoch -> epochEnded(result.id(), new EndedEpoch(epoch, List.of())));
            if (!result.status().isFinal()) {
                failures.add(new Failure(result.id(), result.reason()));
            }
            progress.trialEnded(result);
            listener.trialEnded(result);
            kept.run();
        }

        synchronized SweepOutcome outcome(String reason) {
            return new SweepOutcome(progress.total(), progress.alreadyDone(), progress.ended(), failures, reason);
        }
    }
}
