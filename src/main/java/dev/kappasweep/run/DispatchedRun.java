package dev.kappasweep.run;

import dev.kappasweep.run.TrialExecutor.Task;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a dispatcher knows of one run: what it may still give, what it has with the executor, and the time that it has had. */
final class DispatchedRun {
    private final String id;
    private final StateMachine state;
    private final TrialSource source;
    private final Consumer<TrialResult> results;
    private final Deque<TrialSpec> returned = new ArrayDeque<>();
    private final Map<Task, Optional<Instant>> tasks = new HashMap<>();
    private final TrialTimes times = new TrialTimes();
    private int priority;
    private double served;

    /** @param served seconds on cores that it is taken to have had before */
    DispatchedRun(
            String id,
            StateMachine state,
            TrialSource source,
            int priority,
            Consumer<TrialResult> results,
            double served) {
        this.id = id;
        this.state = state;
        this.source = source;
        this.priority = priority;
        this.results = results;
        this.served = served;
    }

    String id() {
        return id;
    }

    StateMachine state() {
        return state;
    }

    int priority() {
        return priority;
    }

    void prioritise(int other) {
        priority = other;
    }

    boolean isRunning() {
        return state.state() == RunState.RUNNING;
    }

    /** Whether there is a trial to start now. */
    boolean hasNext() {
        if (returned.isEmpty()) {
            source.next().ifPresent(returned::add);
        }
        return !returned.isEmpty();
    }

    /** Takes the next trial; there is one. */
    Task start(long number) {
        Task task = new Task(number, id, returned.removeFirst());
        tasks.put(task, Optional.empty());
        return task;
    }

    void started(Task task, Instant now) {
        tasks.computeIfPresent(task, (same, before) -> Optional.of(now));
    }

    /** Takes a result, unless the task has ended before. */
    void ended(Task task, TrialResult result, Instant now) {
        if (end(task, now)) {
            results.accept(result);
            source.told(result);
        }
    }

    /** Takes a trial back, which comes next. */
    void returned(Task task, Instant now) {
        if (end(task, now)) {
            returned.addFirst(task.trial());
        }
    }

    private boolean end(Task task, Instant now) {
        Optional<Instant> since = tasks.remove(task);
        if (since == null) {
            return false;
        }
        since.ifPresent(start -> {
            served += seconds(start, now);
            times.add(1, seconds(start, now));
        });
        return true;
    }

    /** Those with the executor. */
    List<Task> tasks() {
        return List.copyOf(tasks.keySet());
    }

    /** Those that wait in the executor. */
    List<Task> waiting() {
        return tasks.entrySet().stream()
                .filter(task -> task.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean hasTasks() {
        return !tasks.isEmpty();
    }

    /** Seconds on cores: of ended tasks, and of the others at least what tasks of this run took so far. */
    double served(Instant now) {
        double expected = times.factor().orElse(1);
        return served
                + tasks.values().stream()
                        .mapToDouble(since -> Math.max(
                                expected,
                                since.map(start -> seconds(start, now)).orElse(0.0)))
                        .sum();
    }

    String stopReason() {
        return source.stopReason();
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }
}
