package dev.kappasweep.service;

import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.run.SweepOutcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs no trial: sweeps are RUNNING until a test ends them. */
final class HandLauncher implements SweepLauncher {
    private final Map<String, CompletableFuture<String>> ends = new HashMap<>();
    private final Map<String, StateMachine> states = new HashMap<>();
    private final List<String> launched = new ArrayList<>();
    private final List<Launch> launches = new ArrayList<>();

    @Override
    public SweepOutcome run(Launch launch) {
        CompletableFuture<String> end = new CompletableFuture<>();
        synchronized (this) {
            ends.put(launch.sweep(), end);
            states.put(launch.sweep(), launch.state());
            launched.add(launch.sweep());
            launches.add(launch);
        }
        launch.state().become(RunState.STARTING, "");
        launch.listener().started(new RunProgress(4, 0, List.of(), 2, trial -> 1, Clock.systemUTC()));
        launch.state().become(RunState.RUNNING, "");
        String reason = end(end);
        return new SweepOutcome(4, 4, Map.of(), List.of(), reason);
    }

    private static String end(CompletableFuture<String> end) {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** After the first trial of a grid has ended. */
    synchronized void complete(String sweep) {
        launches.stream()
                .filter(launch -> launch.sweep().equals(sweep))
                .forEach(launch -> launch.file().spec().trials(SampleSweep.DATA).stream()
                        .limit(1)
                        .forEach(trial -> launch.listener().trialEnded(SampleSweep.completed(trial))));
        state(sweep).become(RunState.COMPLETED, "");
        future(sweep).complete("");
    }

    synchronized void fail(String sweep, RuntimeException error) {
        future(sweep).completeExceptionally(error);
    }

    /** In the order in which they were started. */
    synchronized List<String> launched() {
        return List.copyOf(launched);
    }

    synchronized Launch last() {
        return launches.get(launches.size() - 1);
    }

    private StateMachine state(String sweep) {
        return Objects.requireNonNull(states.get(sweep));
    }

    private CompletableFuture<String> future(String sweep) {
        return Objects.requireNonNull(ends.get(sweep));
    }

    @Override
    public void pause(String sweep, String reason) {
        halt(sweep, RunState.PAUSING, RunState.PAUSED, reason);
    }

    @Override
    public void cancel(String sweep, String reason) {
        halt(sweep, RunState.STOPPING, RunState.STOPPED, reason);
    }

    private synchronized void halt(String sweep, RunState passing, RunState next, String reason) {
        @Nullable StateMachine state = states.get(sweep);
        if (state != null && state.state() == RunState.RUNNING) {
            state.become(passing, reason);
            state.become(next, reason);
            future(sweep).complete(reason);
        }
    }

    @Override
    public void prioritise(String sweep, int priority) {}

    @Override
    public int slots() {
        return 2;
    }
}
