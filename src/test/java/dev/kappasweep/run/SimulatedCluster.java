package dev.kappasweep.run;

import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.TrialSpec;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * An executor, the dispatcher's thread and the time, all simulated: a trial takes as long as it is said to, goes on from where it was
 * stopped, and needs a second to stop.
 */
final class SimulatedCluster implements TrialExecutor {
    static final double SECONDS_TO_STOP = 1;

    private final Deque<Runnable> told = new ArrayDeque<>();
    private final PriorityQueue<Timed> timed =
            new PriorityQueue<>(Comparator.comparingDouble(Timed::at).thenComparingLong(Timed::number));
    private final Deque<Started> waiting = new ArrayDeque<>();
    private final Map<Task, Running> running = new HashMap<>();
    private final Map<List<Object>, Double> left = new HashMap<>();
    private final BiFunction<String, TrialSpec, Double> seconds;
    /** The lines {@code TIME RUN} of each task that began. */
    private final List<String> began = new ArrayList<>();

    private final List<Integer> batches = new ArrayList<>();
    private final Set<TrialSpec> deadly = new HashSet<>();
    private final Map<String, Double> busy = new HashMap<>();
    private int slots;
    private double now;
    private long numbers;
    private int mostTasks;

    private record Timed(double at, long number, Runnable action) {}

    private record Started(Task task, Events to) {}

    private record Running(Started started, double since, long generation) {}

    /** @param seconds that a trial of a run takes */
    SimulatedCluster(int slots, BiFunction<String, TrialSpec, Double> seconds) {
        this.slots = slots;
        this.seconds = seconds;
    }

    Dispatcher dispatcher() {
        return new Dispatcher(this, told::add, clock());
    }

    Clock clock() {
        return new SecondsClock(() -> now);
    }

    double now() {
        return now;
    }

    List<String> began() {
        return began;
    }

    /** Seconds on cores that a run has had in ended tasks. */
    double busy(String run) {
        return busy.getOrDefault(run, 0.0);
    }

    int mostTasks() {
        return mostTasks;
    }

    /** Lets {@code action} happen at a time. */
    void at(double time, Runnable action) {
        timed.add(new Timed(time, numbers++, action));
    }

    /** Lets everything happen until then. */
    void runUntil(double time) {
        drain();
        while (!timed.isEmpty() && timed.peek().at() <= time) {
            Timed next = timed.remove();
            now = next.at();
            next.action().run();
            drain();
        }
        now = Math.max(now, Math.min(time, 1e9));
    }

    private void drain() {
        while (!told.isEmpty()) {
            told.removeFirst().run();
            mostTasks = Math.max(mostTasks, waiting.size() + running.size());
        }
    }

    @Override
    public int slots() {
        return slots;
    }

    /** The tasks of slots that are gone are lost, with what they have done since they began. */
    void setSlots(int other, Dispatcher dispatcher) {
        slots = other;
        List<Running> lost = running.values().stream()
                .sorted(Comparator.comparingLong(one -> one.started().task().number()))
                .skip(slots)
                .toList();
        for (Running one : lost) {
            running.remove(one.started().task());
            one.started().to().lost(one.started().task(), List.of("machine lost"), false);
        }
        begin();
        dispatcher.slotsChanged();
    }

    /** From now on this trial ends its machine, and with it all that runs there. */
    void setDeadly(TrialSpec trial) {
        deadly.add(trial);
    }

    /** The sizes of the batches, in their order. */
    List<Integer> batches() {
        return batches;
    }

    @Override
    public void start(List<Task> tasks, Events to) {
        batches.add(tasks.size());
        tasks.forEach(task -> waiting.addLast(new Started(task, to)));
        begin();
    }

    private void begin() {
        while (running.size() < slots && !waiting.isEmpty()) {
            Started next = waiting.removeFirst();
            long generation = numbers;
            running.put(next.task(), new Running(next, now, generation));
            began.add((long) now + " " + next.task().run());
            at(now + left(next.task()), () -> end(next.task(), generation));
            next.to().started(next.task());
        }
    }

    private double left(Task task) {
        return left.computeIfAbsent(key(task), key -> seconds.apply(task.run(), task.trial()));
    }

    private static List<Object> key(Task task) {
        return List.of(task.run(), task.trial());
    }

    private void end(Task task, long generation) {
        Running one = running.get(task);
        if (one != null && one.generation() == generation) {
            if (deadly.contains(task.trial())) {
                loseMachine();
                return;
            }
            running.remove(task);
            busy.merge(task.run(), now - one.since(), Double::sum);
            one.started().to().ended(task, TrialEnd.of(SampleSweep.timed(task.trial(), now - one.since())));
            begin();
        }
    }

    /** All slots are of one machine, which a deadly trial ends; Spark's limit is one loss here. */
    private void loseMachine() {
        List<Running> lost = List.copyOf(running.values());
        running.clear();
        lost.forEach(one -> one.started().to().lost(one.started().task(), List.of("exit 17"), true));
        begin();
    }

    @Override
    public void stop(Task task) {
        recall(task);
        if (running.containsKey(task)) {
            at(now + SECONDS_TO_STOP, () -> stopped(task));
        }
    }

    @Override
    public void recall(Task task) {
        for (Started one : List.copyOf(waiting)) {
            if (one.task().equals(task)) {
                waiting.remove(one);
                one.to().returned(task);
            }
        }
    }

    private void stopped(Task task) {
        Running one = running.remove(task);
        if (one != null) {
            double done = now - one.since();
            busy.merge(task.run(), done, Double::sum);
            left.put(key(task), Math.max(0, left(task) - done));
            one.started().to().returned(task);
            begin();
        }
    }
}
