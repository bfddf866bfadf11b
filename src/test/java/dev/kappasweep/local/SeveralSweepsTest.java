package dev.kappasweep.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.Latency;
import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.run.DispatchedSweep;
import dev.kappasweep.run.Dispatcher;
import dev.kappasweep.run.GridSource;
import dev.kappasweep.run.RunSink;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.sweep.Checkpoints;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import dev.kappasweep.trial.TrialRunner;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sweeps that are trained on threads, with everything but Spark. */
class SeveralSweepsTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);

    /** Fewer than epochs, so that a trial that waits is not at its end. */
    private static final int PAUSES = 3;

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Map<String, TrialResult> results = new ConcurrentHashMap<>();

    @AfterEach
    void endThread() {
        thread.shutdownNow();
    }

    private static List<TrialSpec> trials(String name, int epochs) {
        return SweepFileReader.parse(
                        "name: " + name
                                + "\ndataset: digits\nnetwork: {hidden: [24]}\ntraining: {trainImages: 320, epochs: "
                                + epochs + "}\naxes: {lambda: [0, 0.1], seed: [1, 2]}",
                        name,
                        List.of())
                .spec()
                .trials(DIGITS.id());
    }

    private static Map<String, String> digests(List<TrialSpec> trials) {
        return trials.stream()
                .map(trial -> new TrialRunner().run(trial, DIGITS, TrialObserver.NONE))
                .collect(Collectors.toMap(
                        result -> result.id().text(),
                        result -> result.training().weightsSha256()));
    }

    private Map<String, String> digests() {
        return results.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        result -> result.getValue().training().weightsSha256()));
    }

    private StateMachine add(Dispatcher dispatcher, String name, List<TrialSpec> trials) {
        StateMachine state = new StateMachine(RunState.STARTING, thread, Clock.systemUTC());
        add(dispatcher, name, state, trials);
        return state;
    }

    private void add(Dispatcher dispatcher, String name, StateMachine state, List<TrialSpec> trials) {
        RunSink sink = (end, kept) -> {
            assertThat(results.put(end.result().id().text(), end.result()))
                    .as("a second result")
                    .isNull();
            kept.run();
        };
        CompletableFuture<Void> left = dispatcher.add(new DispatchedSweep(
                name, state, new GridSource(trials), sink, trial -> 0, 1, 0, Integer.MAX_VALUE, 100));
        assertThat(left).isNotCompletedExceptionally();
    }

    private void resume(Dispatcher dispatcher, String name, StateMachine state, List<TrialSpec> trials) {
        state.become(RunState.QUEUED, "");
        state.become(RunState.STARTING, "");
        add(
                dispatcher,
                name,
                state,
                trials.stream()
                        .filter(trial -> !results.containsKey(trial.id().text()))
                        .toList());
    }

    @Test
    void pausedAndResumedOftenTheyEndWithTheSameBits() throws Exception {
        List<TrialSpec> longer = trials("longer", 4);
        List<TrialSpec> shorter = trials("shorter", 3);
        LongEpochs longEpochs = new LongEpochs(longer);
        try (ThreadExecutor executor = new ThreadExecutor(2, longEpochs, id -> DIGITS)) {
            Dispatcher dispatcher = new Dispatcher(executor, thread, Clock.systemUTC());
            StateMachine first = add(dispatcher, "longer", longer);
            StateMachine second = add(dispatcher, "shorter", shorter);
            for (int times = 0; times < PAUSES; times++) {
                longEpochs.awaitOne();
                dispatcher.pause("longer", "");
                assertThat(first.await(state -> state == RunState.PAUSED, Latency.PATIENCE))
                        .isTrue();
                resume(dispatcher, "longer", first, longer);
            }
            longEpochs.end();
            assertThat(first.await(RunState::isEnd, Latency.PATIENCE)).isTrue();
            assertThat(second.await(RunState::isEnd, Latency.PATIENCE)).isTrue();
            assertThat(List.of(first.state(), second.state())).containsOnly(RunState.COMPLETED);
        }
        assertThat(longEpochs.stopped()).as("trials that were stopped").isGreaterThanOrEqualTo(PAUSES);
        Map<String, String> undisturbed = digests(longer);
        undisturbed.putAll(digests(shorter));
        assertThat(digests()).isEqualTo(undisturbed);
    }

    /** Trains; until told to end, an epoch of some trials lasts until the trial is cancelled. */
    private static final class LongEpochs implements TrialFunction {
        private static final long serialVersionUID = 1;

        private final Set<TrialId> trials;
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger stopped = new AtomicInteger();
        private volatile boolean isOver;

        LongEpochs(List<TrialSpec> trials) {
            this.trials = trials.stream().map(TrialSpec::id).collect(Collectors.toSet());
        }

        /** Waits until one has trained an epoch. */
        void awaitOne() throws Exception {
            Latency.await(() -> waiting.get() > 0);
        }

        void end() {
            isOver = true;
        }

        /** How often a trial was. */
        int stopped() {
            return stopped.get();
        }

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
            try {
                return new TrialRunner().run(spec, data, trials.contains(spec.id()) ? waiting(observer) : observer);
            } catch (TrialCancelledException e) {
                stopped.incrementAndGet();
                throw e;
            }
        }

        private TrialObserver waiting(TrialObserver observer) {
            return new TrialObserver() {
                @Override
                public void epochEnded(TrialId trial, EpochMeasurement epoch) {
                    waiting.incrementAndGet();
                    while (!isOver && !observer.isCancelled()) {
                        Thread.onSpinWait();
                    }
                    waiting.decrementAndGet();
                }

                @Override
                public boolean isCancelled() {
                    return observer.isCancelled();
                }

                @Override
                public Checkpoints checkpoints() {
                    return observer.checkpoints();
                }
            };
        }
    }

    @Test
    void aTrialThatThrowsFailsAlone() throws Exception {
        TrialFunction unlucky = (trial, data, observer) -> {
            if (trial.seed() == 2) {
                throw new IllegalStateException("no luck");
            }
            return new TrialRunner().run(trial, data, observer);
        };
        try (ThreadExecutor executor = new ThreadExecutor(2, unlucky, id -> DIGITS)) {
            StateMachine state =
                    add(new Dispatcher(executor, thread, Clock.systemUTC()), "unlucky", trials("unlucky", 1));
            assertThat(state.await(RunState::isEnd, Latency.PATIENCE)).isTrue();
        }
        assertThat(results.values())
                .filteredOn(result -> result.status() == TrialStatus.FAILED)
                .hasSize(2)
                .allMatch(result -> result.reason().equals("IllegalStateException: no luck"));
        assertThat(results).hasSize(4);
    }

    @Test
    void closingStopsWhatRuns() throws Exception {
        StateMachine state;
        Dispatcher dispatcher;
        try (ThreadExecutor executor = new ThreadExecutor(1, new TrialRunner(), id -> DIGITS)) {
            dispatcher = new Dispatcher(executor, thread, Clock.systemUTC());
            state = add(dispatcher, "endless", trials("endless", 1_000_000));
            assertThat(state.await(now -> now == RunState.RUNNING, Latency.PATIENCE))
                    .isTrue();
            dispatcher.cancel("endless", "");
            assertThat(state.await(RunState::isEnd, Latency.PATIENCE)).isTrue();
        }
        assertThat(state.state()).isEqualTo(RunState.STOPPED);
        assertThat(results).isEmpty();
    }
}
