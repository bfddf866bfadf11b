package dev.kappasweep.run;

import dev.kappasweep.run.TrialExecutor.Task;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** What a dispatcher knows of one run: what it may still give, what it has with the executor, and the time that it has had. */
final class DispatchedRun {
    /** Expected time on a core of the trials that go to the executor together. */
    private static final double SECONDS_TOGETHER = 0.2;

    private static final int MOST_TOGETHER = 1000;

    /** Bytes of results that wait to be kept, before no more trials are started. */
    private static final long MOST_UNKEPT_BYTES = 512 << 20;

    private final DispatchedSweep sweep;
    private final Clock clock;
    private final CompletableFuture<Void> left;
    private final Deque<Leg> returned = new ArrayDeque<>();
    private final Suspects suspects = new Suspects();
    private final Map<Long, Started> tasks = new HashMap<>();
    private final TrialTimes times = new TrialTimes();
    private int priority;
    private final double servedBefore;
    private double served;
    private long ended;
    private int unkept;
    private long unkeptBytes;
    private int alone;
    private double load;
    private Optional<Throwable> error = Optional.empty();

    /**
     * A task with the executor.
     *
     * @param load of slots; a short one fills less of them
     */
    private record Started(Task task, double load, Optional<Instant> since) {}

    /**
     * Of a run that has started nothing.
     *
     * @param served seconds on cores that it is taken to have had before
     * @param left to be completed when the run leaves
     */
    DispatchedRun(DispatchedSweep sweep, double served, CompletableFuture<Void> left, Clock clock) {
        this.left = left;
        this.sweep = sweep;
        this.priority = sweep.priority();
        this.servedBefore = served;
        this.served = served;
        this.clock = clock;
    }

    String id() {
        return sweep.id();
    }

    StateMachine state() {
        return sweep.state();
    }

    RunSink sink() {
        return sweep.sink();
    }

    /** Tells whoever waits for it that nothing of the run is under way any more. */
    void leave() {
        error.ifPresentOrElse(left::completeExceptionally, () -> left.complete(null));
    }

    int priority() {
        return priority;
    }

    void prioritise(int other) {
        priority = other;
    }

    /** Whether trials of the run may be started. */
    boolean isRunning() {
        return state().state() == RunState.RUNNING && error.isEmpty();
    }

    /** Whether a trial may be started now beside others. */
    boolean hasNext() {
        return room() > 0 && unkeptBytes < MOST_UNKEPT_BYTES && isMore();
    }

    /** Trials whose results may still wait. */
    private int room() {
        return sweep.mostUnkept() - unkept - tasks.size();
    }

    private boolean isMore() {
        if (returned.isEmpty()) {
            sweep.source().next().ifPresent(returned::add);
        }
        return !returned.isEmpty();
    }

    /** Whether all that is left are trials that have to run with nothing beside them. */
    boolean wantsToBeAlone() {
        return !isBusy() && !isMore() && !suspects.isEmpty();
    }

    /** Whether there is a trial that has not ended and is not with the executor. */
    boolean hasMore() {
        return isMore() || !suspects.isEmpty();
    }

    /**
     * Takes the trials to be started next as one batch, several only where they are short or where there is a slot for each; there is
     * one.
     *
     * @param free slots to fill with one batch
     */
    List<Task> start(LongSupplier numbers, int free) {
        int most = Math.min(room(), Math.min(MOST_TOGETHER, sweep.mostTogether()));
        List<Leg> legs = new ArrayList<>();
        double seconds = 0;
        do {
            Leg leg = returned.removeFirst();
            seconds += seconds(leg);
            legs.add(leg);
        } while (legs.size() < most
                && isMore()
                && (legs.size() < free || seconds + seconds(returned.getFirst()) <= SECONDS_TOGETHER));
        return batch(legs, numbers);
    }

    /** Takes trials to be started with nothing beside them; there are some. */
    List<Task> startAlone(LongSupplier numbers) {
        List<Leg> legs = suspects.next();
        alone = legs.size();
        return batch(legs, numbers);
    }

    private List<Task> batch(List<Leg> legs, LongSupplier numbers) {
        List<Task> batch = legs.stream()
                .map(leg -> new Task(numbers.getAsLong(), id(), leg))
                .toList();
        batch.forEach(task -> {
            Started one = new Started(task, load(task), Optional.empty());
            tasks.put(task.number(), one);
            load += one.load();
        });
        return batch;
    }

    /** Expected of a trial; as many as a batch may take where nothing is known. */
    private double seconds(Leg leg) {
        double cost = leg.share() * sweep.cost().applyAsDouble(leg.trial());
        return cost > 0 && times.factor().isPresent() ? cost * times.factor().getAsDouble() : SECONDS_TOGETHER;
    }

    private double load(Task task) {
        return slotsOfTrial() * Math.min(1, seconds(task.leg()) / SECONDS_TOGETHER);
    }

    double slotsOfTrial() {
        return sweep.slotsOfTrial();
    }

    /** Whether trials of it run that must have nothing beside them. */
    boolean isAlone() {
        return alone > 0;
    }

    void started(Task task) {
        tasks.computeIfPresent(
                task.number(), (number, one) -> new Started(task, one.load(), Optional.of(clock.instant())));
    }

    /** Takes a result, unless the task has ended before. */
    Optional<TrialEnd> ended(Task task, TrialEnd end) {
        TrialResult result = end.result();
        if (!remove(task, result.provenance().seconds())) {
            return Optional.empty();
        }
        double cost = share(task.leg(), result) * sweep.cost().applyAsDouble(task.trial());
        if (cost > 0) {
            times.add(cost, result.provenance().seconds());
        }
        int lost = suspects.losses(task.leg());
        return Optional.of(lost == 0 ? end : end.withAttempt(lost + result.attempt()));
    }

    /** Of the trial's training that its seconds, those of earlier legs too, were taken for. */
    private static double share(Leg leg, TrialResult result) {
        boolean isMeasured = result.status().isMeasured();
        return isMeasured ? (double) leg.to() / leg.trial().training().epochs() : leg.share();
    }

    /** Takes a trial back, which comes next. */
    void returned(Task task) {
        if (remove(task, 0)) {
            returned.addFirst(task.leg());
        }
    }

    /** Takes a trial back that machines were lost with, unless that is its end. */
    Optional<TrialEnd> lost(Task task, List<String> reasons, boolean tooOften) {
        boolean wasAlone = alone == 1;
        if (!remove(task, 0)) {
            return Optional.empty();
        }
        TrialSpec trial = task.trial();
        suspects.lost(task.leg(), reasons);
        if (tooOften && wasAlone) {
            return Optional.of(TrialEnd.of(FailedTrial.result(
                    trial,
                    suspects.reason(task.leg(), reasons),
                    suspects.losses(task.leg()),
                    clock.instant(),
                    Environment.UNKNOWN)));
        }
        if (tooOften) {
            suspects.add(task.leg());
        } else {
            returned.addFirst(task.leg());
        }
        return Optional.empty();
    }

    /** The source knows the result, which waits to be durable. */
    void keeping(TrialEnd end) {
        unkept++;
        unkeptBytes += end.bytes();
        sweep.source().told(end.result());
    }

    /** The result is durable. */
    void kept(TrialEnd end) {
        unkept--;
        unkeptBytes -= end.bytes();
    }

    private boolean remove(Task task, double atLeast) {
        Started one = tasks.remove(task.number());
        if (one == null) {
            return false;
        }
        served += slotsOfTrial()
                * one.since().map(since -> seconds(since, clock.instant())).orElse(atLeast);
        ended++;
        load -= one.load();
        if (tasks.isEmpty()) {
            alone = 0;
            load = 0; // whatever rounding has left
        }
        return true;
    }

    /** Those with the executor. */
    List<Task> tasks() {
        return tasks.values().stream().map(Started::task).toList();
    }

    /** Those with the executor that wait. */
    List<Task> waiting() {
        return tasks.values().stream()
                .filter(one -> one.since().isEmpty())
                .map(Started::task)
                .toList();
    }

    int taskCount() {
        return tasks.size();
    }

    /** Slots that its tasks fill; short ones one after the other. */
    double load() {
        return load;
    }

    /** Whether a trial is with the executor, or a result may still become durable. */
    boolean isBusy() {
        return !tasks.isEmpty() || (unkept > 0 && error.isEmpty());
    }

    /** Seconds on cores: of ended tasks, and of the others at least what tasks of this run took so far. */
    double served() {
        Instant now = clock.instant();
        double expected = ended > 0 ? Math.max(0, served - servedBefore) / ended : 1;
        return served
                + tasks.values().stream()
                        .mapToDouble(one -> Math.max(
                                expected,
                                slotsOfTrial()
                                        * one.since()
                                                .map(since -> seconds(since, now))
                                                .orElse(0.0)))
                        .sum();
    }

    Optional<Throwable> error() {
        return error;
    }

    /** Takes the first error, for which the run will fail. */
    void failed(Throwable first) {
        error = error.or(() -> Optional.of(first));
    }

    String stopReason() {
        return sweep.source().stopReason();
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }
}
