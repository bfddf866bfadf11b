package dev.kappasweep.run;

import dev.kappasweep.run.TrialExecutor.Task;
import dev.kappasweep.sweep.TrialResult;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Shares the slots of one executor among several runs. It keeps a few more tasks with the executor than there are slots, and
 * chooses each next one: of the runs with the highest priority the one that has had least time on cores since it came. So a run
 * that comes while another is under way has its share as soon as trials end, and what is asked of one run waits for no other.
 *
 * <p>All methods return at once. What they ask for is done on one thread, in order, as is all that the executor tells. What is asked of
 * a run that has ended, or that is not in a state for it, does nothing.
 */
public final class Dispatcher {
    /** Tasks that wait in the executor, so that a slot that becomes free has one at once. */
    private static final int WAITING = 2;

    private final TrialExecutor executor;
    private final Executor thread;
    private final Clock clock;
    private final Map<String, DispatchedRun> runs = new LinkedHashMap<>();
    private final TrialExecutor.Events events = new Told();
    private long started;

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
     * Takes a run that is QUEUED.
     *
     * @param id that no run has which has not ended
     * @param priority a run with a higher one goes first
     * @param results told of each result, on the dispatcher's thread, before {@code source} is; what it throws ends the run as FAILED
     */
    public void add(String id, StateMachine state, TrialSource source, int priority, Consumer<TrialResult> results) {
        thread.execute(() -> {
            Instant now = clock.instant();
            double served = runs.values().stream()
                    .filter(DispatchedRun::isRunning)
                    .mapToDouble(run -> run.served(now))
                    .min()
                    .orElse(0);
            runs.put(id, new DispatchedRun(id, state, source, priority, results, served));
            begin(runs.get(id));
        });
    }

    /** Stops the run's trials, which keep their states, and starts no more of them until {@link #resume}. */
    public void pause(String id, String reason) {
        on(id, run -> halt(run, RunState.PAUSING, reason));
    }

    /** Goes on with a paused run. */
    public void resume(String id) {
        on(id, run -> {
            if (run.state().become(Set.of(RunState.PAUSED), RunState.QUEUED, "")) {
                begin(run);
            }
        });
    }

    /** Stops the run's trials, which keep their states, and ends it. */
    public void cancel(String id, String reason) {
        on(id, run -> {
            if (run.state().become(Set.of(RunState.PAUSED), RunState.STOPPED, reason)) {
                runs.remove(id);
            } else {
                halt(run, RunState.STOPPING, reason);
            }
        });
    }

    /** Gives the run another priority; its trials in training go on. */
    public void prioritise(String id, int priority) {
        on(id, run -> {
            run.prioritise(priority);
            recall();
        });
    }

    /** What the executor tells; as of all its tasks, so of the number of its slots. */
    public TrialExecutor.Events events() {
        return events;
    }

    private void on(String id, Consumer<DispatchedRun> action) {
        thread.execute(() -> {
            DispatchedRun run = runs.get(id);
            if (run != null) {
                action.accept(run);
                fill();
            }
        });
    }

    private void begin(DispatchedRun run) {
        if (run.state().become(Set.of(RunState.QUEUED), RunState.STARTING, "")) {
            run.state().become(RunState.RUNNING, "");
            recall();
            settle(run);
            fill();
        }
    }

    private void halt(DispatchedRun run, RunState passing, String reason) {
        if (run.state().become(Set.of(RunState.RUNNING, RunState.PAUSING), passing, reason)) {
            run.tasks().forEach(executor::stop);
            settle(run);
        }
    }

    /** What waits in the executor comes back, since another trial may have to go before it. */
    private void recall() {
        runs.values().forEach(run -> run.waiting().forEach(executor::recall));
    }

    private void fill() {
        int free = executor.slots() + WAITING;
        for (DispatchedRun run : runs.values()) {
            free -= run.tasks().size();
        }
        Optional<DispatchedRun> next = free > 0 ? next() : Optional.empty();
        while (free > 0 && next.isPresent()) {
            executor.start(next.get().start(++started), events);
            free--;
            next = next();
        }
    }

    private Optional<DispatchedRun> next() {
        Instant now = clock.instant();
        List<DispatchedRun> inOrder = runs.values().stream()
                .filter(DispatchedRun::isRunning)
                .sorted(Comparator.comparingInt(DispatchedRun::priority)
                        .reversed()
                        .thenComparingDouble(run -> run.served(now)))
                .toList();
        return inOrder.stream().filter(DispatchedRun::hasNext).findFirst();
    }

    /** Leaves a passing state, or ends the run, when nothing of it is with the executor. */
    private void settle(DispatchedRun run) {
        if (run.hasTasks()) {
            return;
        }
        switch (run.state().state()) {
            case STOPPING -> end(run, RunState.STOPPED, run.state().last().reason());
            case PAUSING -> {
                if (run.hasNext()) {
                    run.state().become(RunState.PAUSED, run.state().last().reason());
                } else {
                    complete(run);
                }
            }
            case RUNNING -> {
                if (!run.hasNext()) {
                    complete(run);
                }
            }
            default -> {}
        }
    }

    private void complete(DispatchedRun run) {
        String reason = run.stopReason();
        if (reason.isEmpty()) {
            end(run, RunState.COMPLETED, "");
        } else {
            run.state().become(RunState.STOPPING, reason);
            end(run, RunState.STOPPED, reason);
        }
    }

    private void end(DispatchedRun run, RunState state, String reason) {
        run.state().become(state, reason);
        runs.remove(run.id());
    }

    private void fail(DispatchedRun run, RuntimeException error) {
        List<Task> tasks = run.tasks();
        end(run, RunState.FAILED, String.valueOf(error.getMessage()));
        tasks.forEach(executor::stop);
    }

    /** What the executor tells, passed on to the dispatcher's thread. */
    private final class Told implements TrialExecutor.Events {
        @Override
        public void started(Task task) {
            on(task.run(), run -> run.started(task, clock.instant()));
        }

        @Override
        public void ended(Task task, TrialResult result) {
            on(task.run(), run -> {
                try {
                    run.ended(task, result, clock.instant());
                    settle(run);
                } catch (RuntimeException e) {
                    fail(run, e);
                }
            });
        }

        @Override
        public void returned(Task task) {
            on(task.run(), run -> {
                run.returned(task, clock.instant());
                settle(run);
            });
        }

        @Override
        public void slotsChanged() {
            thread.execute(Dispatcher.this::fill);
        }
    }
}
