package dev.kappasweep.run;

import dev.kappasweep.run.TrialExecutor.Task;
import dev.kappasweep.sweep.EndedEpoch;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Shares the slots of one executor among several runs. It keeps a few more trials with the executor than there are slots,
 * and chooses each next one: of the runs with the highest priority the one that has had least time on cores since it came. So a run
 * that comes while another is under way has its share as soon as trials end, and what is asked of one run waits for no other. Only
 * short trials go to the executor several together; trials that may end their machines run with nothing beside them.
 *
 * <p>All methods return at once. What they ask for is done on one thread, in order, as is all that the executor tells. What is asked of
 * a run that has left, or that is not in a state for it, does nothing.
 */
public final class Dispatcher {
    /** Where many slots are free, the trials of this part of them are started together. */
    private static final int PARTS = 64;

    /** Three trials of a third of the slots each fill them. */
    private static final double ROUNDING = 1e-6;

    private final TrialExecutor executor;
    private final Executor thread;
    private final Clock clock;
    private final Map<String, DispatchedRun> runs = new LinkedHashMap<>();
    private long tasks;

    /**
     * Begins without a run.
     *
     * @param thread runs what it is given one after the other, in order
     */
    public Dispatcher(TrialExecutor executor, Executor thread, Clock clock) {
        this.executor = executor;
        this.thread = thread;
        this.clock = clock;
    }

    /**
     * Takes a run that is STARTING and lets it be RUNNING.
     *
     * @return completes when the run leaves: COMPLETED, STOPPED, PAUSED, or FAILED and with the error. Nothing of it is under way then,
     *     and all its results are kept, unless keeping them was the error
     */
    public CompletableFuture<Void> add(DispatchedSweep sweep) {
        CompletableFuture<Void> left = new CompletableFuture<>();
        thread.execute(() -> {
            double served = runs.values().stream()
                    .filter(DispatchedRun::isRunning)
                    .mapToDouble(DispatchedRun::served)
                    .min()
                    .orElse(0);
            DispatchedRun run = new DispatchedRun(sweep, served, left, clock);
            runs.put(sweep.id(), run);
            act(run, () -> {
                run.state().become(RunState.RUNNING, "");
                recall();
            });
        });
        return left;
    }

    /** Stops the run's trials, which keep their states, and lets the run leave PAUSED. */
    public void pause(String id, String reason) {
        on(id, run -> halt(run, RunState.PAUSING, reason));
    }

    /** Stops the run's trials, which keep their states, and lets the run leave STOPPED. */
    public void cancel(String id, String reason) {
        on(id, run -> halt(run, RunState.STOPPING, reason));
    }

    /** Lets the run leave FAILED, with what is told of its trials meanwhile. */
    public void fail(String id, Throwable error) {
        on(id, run -> fail(run, error));
    }

    /** Gives the run another priority; its trials in training go on. */
    public void prioritise(String id, int priority) {
        on(id, run -> {
            run.prioritise(priority);
            recall();
        });
    }

    /** To be told when the executor has more slots, or fewer. */
    public void slotsChanged() {
        thread.execute(this::fill);
    }

    private void on(String id, Consumer<DispatchedRun> action) {
        thread.execute(() -> {
            DispatchedRun run = runs.get(id);
            if (run != null) {
                act(run, () -> action.accept(run));
            }
        });
    }

    private void act(DispatchedRun run, Runnable action) {
        try {
            action.run();
            settle(run);
        } catch (RuntimeException e) { // of the run's source or of who keeps its results
            fail(run, e);
            settle(run);
        }
        fill();
    }

    private void halt(DispatchedRun run, RunState passing, String reason) {
        if (run.state().become(Set.of(RunState.RUNNING, RunState.PAUSING), passing, reason)) {
            run.tasks().forEach(executor::stop);
        }
    }

    private void fail(DispatchedRun run, Throwable error) {
        run.failed(error);
        halt(run, RunState.STOPPING, String.valueOf(error.getMessage()));
    }

    /** What waits in the executor comes back, since another trial may have to go before it. */
    private void recall() {
        runs.values().forEach(run -> run.waiting().forEach(executor::recall));
    }

    private void fill() {
        Optional<DispatchedRun> next = next();
        while (next.isPresent()) {
            DispatchedRun run = next.get();
            next = startOf(run) ? next() : Optional.empty();
        }
    }

    private Optional<DispatchedRun> next() {
        if (runs.values().stream().anyMatch(DispatchedRun::isAlone)) {
            return Optional.empty();
        }
        record Ranked(DispatchedRun run, double served) {}
        List<Ranked> ranked = runs.values().stream()
                .filter(DispatchedRun::isRunning)
                .map(run -> new Ranked(run, runs.size() == 1 ? 0 : run.served()))
                .sorted(Comparator.comparing((Ranked one) -> -one.run().priority())
                        .thenComparingDouble(Ranked::served))
                .toList();
        return ranked.stream().map(Ranked::run).filter(this::mayStart).findFirst();
    }

    private boolean mayStart(DispatchedRun run) {
        try {
            return run.hasNext() || run.wantsToBeAlone();
        } catch (RuntimeException e) { // of its source
            fail(run.id(), e);
            return false;
        }
    }

    /** Starts what the run has next, unless it has to wait. */
    private boolean startOf(DispatchedRun run) {
        int with = runs.values().stream().mapToInt(DispatchedRun::taskCount).sum();
        if (run.wantsToBeAlone()) {
            if (with == 0) {
                executor.start(run.startAlone(this::number), events(run));
            }
            return false;
        }
        double load = runs.values().stream().mapToDouble(DispatchedRun::load).sum();
        int slots = executor.slots();
        if (!fits(run, load, slots)) {
            return false;
        }
        int free = (int) ((slots - with) / run.slotsOfTrial());
        executor.start(run.start(this::number, free / PARTS), events(run));
        return true;
    }

    /** Whether another of the run's trials may be with the executor. None that fills several slots is there before they are free. */
    private boolean fits(DispatchedRun run, double load, int slots) {
        double filled = load + run.slotsOfTrial();
        return run.slotsOfTrial() == 1 ? filled <= slots + executor.ahead() : load == 0 || filled <= slots + ROUNDING;
    }

    private long number() {
        return ++tasks;
    }

    /** Leaves a passing state, or ends the run, when nothing of it is under way. */
    private void settle(DispatchedRun run) {
        if (run.isBusy() || runs.get(run.id()) != run) {
            return;
        }
        if (run.error().isPresent()) {
            leave(run, RunState.FAILED, String.valueOf(run.error().get().getMessage()));
            return;
        }
        switch (run.state().state()) {
            case STOPPING -> leave(run, RunState.STOPPED, run.state().last().reason());
            case PAUSING -> {
                if (run.hasMore()) {
                    leave(run, RunState.PAUSED, run.state().last().reason());
                } else {
                    complete(run);
                }
            }
            case RUNNING -> {
                if (!run.hasMore()) {
                    complete(run);
                }
            }
            default -> {}
        }
    }

    private void complete(DispatchedRun run) {
        String reason = run.stopReason();
        if (reason.isEmpty()) {
            leave(run, RunState.COMPLETED, "");
        } else {
            run.state().become(RunState.STOPPING, reason);
            leave(run, RunState.STOPPED, reason);
        }
    }

    private void leave(DispatchedRun run, RunState state, String reason) {
        runs.remove(run.id());
        // Whoever waits for the run is told of its end, whatever somebody else has made of its state.
        run.state().become(EnumSet.allOf(RunState.class), state, reason);
        run.leave();
    }

    private TrialExecutor.Events events(DispatchedRun run) {
        return new Told(run);
    }

    private void keep(DispatchedRun run, TrialEnd end) {
        run.keeping(end);
        run.sink().trialEnded(end, () -> thread.execute(() -> act(run, () -> run.kept(end))));
    }

    /** What the executor tells of a run, passed on to its sink and to the dispatcher's thread. */
    private final class Told implements TrialExecutor.Events {
        private final DispatchedRun run;

        Told(DispatchedRun run) {
            this.run = run;
        }

        private void then(Runnable action) {
            thread.execute(() -> act(run, action));
        }

        @Override
        public void started(Task task) {
            run.sink().trialStarted(task.trial().id());
            thread.execute(() -> run.started(task));
        }

        @Override
        public void epochsEnded(Task task, Supplier<List<EndedEpoch>> last) {
            run.sink().epochsEnded(task.trial().id(), last);
        }

        @Override
        public void noticed(Task task, Supplier<List<String>> all) {
            run.sink().noticed(task.trial().id(), all);
        }

        @Override
        public void ended(Task task, TrialEnd end) {
            then(() -> run.ended(task, end).ifPresent(counted -> keep(run, counted)));
        }

        @Override
        public void returned(Task task) {
            then(() -> run.returned(task));
        }

        @Override
        public void lost(Task task, List<String> reasons, boolean tooOften) {
            then(() -> run.lost(task, reasons, tooOften).ifPresent(failed -> keep(run, failed)));
        }

        @Override
        public void broken(RuntimeException error) {
            then(() -> fail(run, error));
        }
    }
}
