package dev.kappasweep.run;

import dev.kappasweep.sweep.DurationText;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.sweep.TrialText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How far a run of a sweep is: its trials by what has become of them, those in training with their epochs, and how long the rest
 * takes. One thread tells it what happens, any may ask.
 */
public final class RunProgress {
    private final boolean isSearch;
    private boolean isAllFound;
    private final int slots;
    private final Clock clock;
    private final Instant startedAt;
    private final Map<TrialId, Work> unended = new HashMap<>();
    /** How many of the unended trials have each cost. */
    private final TreeMap<Double, Integer> unendedCosts = new TreeMap<>();

    private final Map<TrialId, Active> running = new HashMap<>();
    private final Map<TrialStatus, Integer> ended = new EnumMap<>(TrialStatus.class);
    private final TrialTimes times = new TrialTimes();
    /** Trials that a search stopped on a rung, and may let go on: in this run or one before it. */
    private final Set<TrialId> stopped = new HashSet<>();

    private final Set<TrialId> doneBefore;
    private int total;
    private int alreadyDone;
    private double unendedCost;
    private Optional<TrialResult> last = Optional.empty();

    /** What is expected of one trial. */
    private record Work(double cost, int epochs) {
        static final Work NONE = new Work(0, 0);
    }

    /** A trial in training, with the time when its last epoch was heard of. */
    private record Active(RunningTrial trial, Instant heard) {}

    /**
     * Of a run that begins now.
     *
     * @param total trials in the sweep
     * @param toTrain those that this run trains
     * @param alreadyDone trials that have a result
     * @param slots trials that can run at once; positive
     * @param cost of a trial, in any unit; 0 or more
     */
    public RunProgress(
            int total,
            int alreadyDone,
            List<TrialSpec> toTrain,
            int slots,
            ToDoubleFunction<TrialSpec> cost,
            Clock clock) {
        this(false, total, alreadyDone, Set.of(), slots, clock);
        toTrain.forEach(trial -> expect(trial, cost.applyAsDouble(trial)));
    }

    private RunProgress(boolean isSearch, int total, int alreadyDone, Set<TrialId> doneBefore, int slots, Clock clock) {
        this.isSearch = isSearch;
        this.total = total;
        this.alreadyDone = alreadyDone;
        this.doneBefore = new HashSet<>(doneBefore);
        this.slots = slots;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /**
     * Of a run of a search that begins now, whose trials it is told of by {@link #expect} as they are found.
     *
     * @param most trials that it may have
     * @param doneBefore trials that have a result
     */
    public static RunProgress ofSearch(int most, Set<TrialId> doneBefore, int slots, Clock clock) {
        return new RunProgress(true, most, doneBefore.size(), doneBefore, slots, clock);
    }

    /**
     * This run trains a trial.
     *
     * @param cost as for {@link #RunProgress(int, int, List, int, ToDoubleFunction, Clock)}
     */
    public synchronized void expect(TrialSpec trial, double cost) {
        Work work = new Work(cost, trial.training().epochs());
        if (unended.putIfAbsent(trial.id(), work) == null) {
            unendedCosts.merge(cost, 1, Integer::sum);
            unendedCost += cost;
        }
    }

    /** A search has come to its end: there are no other trials than those that have a result. */
    public synchronized void allFound() {
        isAllFound = true;
    }

    /** An attempt at a trial has begun. */
    public synchronized void trialStarted(TrialId trial) {
        Instant now = clock.instant();
        Active before = running.get(trial);
        RunningTrial begun = before == null
                ? new RunningTrial(trial, now, 1, 0, work(trial).epochs())
                : before.trial().again(now);
        running.put(trial, new Active(begun, now));
    }

    /** Takes the last epoch of a trial in training. */
    public synchronized void epochEnded(TrialId trial, EpochMeasurement epoch) {
        running.computeIfPresent(
                trial, (id, before) -> new Active(before.trial().at(epoch.epoch()), clock.instant()));
    }

    /** Takes a trial's result. */
    public synchronized void trialEnded(TrialResult result) {
        running.remove(result.id());
        Work work = unended.remove(result.id());
        if (work != null) {
            unendedCost -= work.cost();
            unendedCosts.computeIfPresent(work.cost(), (cost, count) -> count == 1 ? null : count - 1);
            if (result.status() == TrialStatus.COMPLETED) {
                times.add(work.cost(), result.provenance().seconds());
            }
        }
        if (doneBefore.remove(result.id())) {
            alreadyDone--;
        }
        if (stopped.remove(result.id())) {
            ended.computeIfPresent(TrialStatus.STOPPED_EARLY, (status, count) -> count == 1 ? null : count - 1);
        }
        if (result.status() == TrialStatus.STOPPED_EARLY) {
            stopped.add(result.id());
        }
        ended.merge(result.status(), 1, Integer::sum);
        last = Optional.of(result);
    }

    private Work work(TrialId trial) {
        return unended.getOrDefault(trial, Work.NONE);
    }

    /** Trials in the sweep; the most that there may be while a search goes on. */
    public synchronized int total() {
        int done = alreadyDone + endedCount();
        if (isAllFound) {
            return isSearch ? done : total;
        }
        // What a search has stopped may go on.
        return isSearch ? Math.max(total, done + 1) : total;
    }

    /** Trials that had a result when the run began. */
    public synchronized int alreadyDone() {
        return alreadyDone;
    }

    /** How many trials have ended in this run, by status; statuses that none has may be missing. */
    public synchronized Map<TrialStatus, Integer> ended() {
        return Map.copyOf(ended);
    }

    private int endedCount() {
        return ended.values().stream().mapToInt(Integer::intValue).sum();
    }

    private int failed() {
        return ended.entrySet().stream()
                .filter(status -> !status.getKey().isMeasured())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** The trials in training, longest first. */
    public synchronized List<RunningTrial> running() {
        return running.values().stream()
                .map(Active::trial)
                .sorted(Comparator.comparing(RunningTrial::since).thenComparing(RunningTrial::trial))
                .toList();
    }

    /** How many trials are in training. */
    public synchronized int runningCount() {
        return running.size();
    }

    /** Whether there is a trial that this run has to train, ended or not. */
    public synchronized boolean hasWork() {
        return total() > alreadyDone;
    }

    /** Whether every trial has ended. */
    public synchronized boolean isComplete() {
        return endedCount() == total() - alreadyDone;
    }

    /** Since the run began. */
    public double seconds() {
        return seconds(startedAt, clock.instant());
    }

    /** Wall-clock time of the rest; empty before an epoch has ended. */
    public synchronized OptionalDouble secondsLeft() {
        if (isSearch) {
            return secondsLeftOfSearch();
        }
        TrialTimes measured = measured();
        if (measured.factor().isEmpty()) {
            return OptionalDouble.empty();
        }
        double doneOfRunning = 0;
        for (Active one : running.values()) {
            doneOfRunning += doneCost(one);
        }
        double left = Math.max(0, unendedCost - doneOfRunning);
        return OptionalDouble.of(measured.factor().getAsDouble() * Math.max(left / slots, longestLeft()));
    }

    /** As many trials as there may be, at the pace so far. */
    private OptionalDouble secondsLeftOfSearch() {
        int done = endedCount();
        int left = total() - alreadyDone - done;
        return done == 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds() * left / done);
    }

    /** Of ended trials and of the ended epochs of those in training. */
    private TrialTimes measured() {
        TrialTimes all = times.copy();
        running.values().stream()
                .filter(one -> one.trial().epoch() > 0)
                .forEach(one -> all.add(doneCost(one), seconds(one.trial().since(), one.heard())));
        return all;
    }

    private double doneCost(Active one) {
        return work(one.trial().trial()).cost() * one.trial().share();
    }

    /** The cost that is left of the one trial that will take longest. */
    private double longestLeft() {
        Map<Double, Integer> waiting = new HashMap<>();
        double longest = 0;
        for (Active one : running.values()) {
            double cost = work(one.trial().trial()).cost();
            waiting.merge(cost, 1, Integer::sum);
            longest = Math.max(longest, cost - doneCost(one));
        }
        for (Map.Entry<Double, Integer> cost : unendedCosts.descendingMap().entrySet()) {
            if (cost.getValue() > waiting.getOrDefault(cost.getKey(), 0)) {
                return Math.max(longest, cost.getKey());
            }
        }
        return longest;
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toNanos() / 1e9);
    }

    /**
     * {@code 3/15 done, 2 running, 0 failed, ETA 7 min; lambda 0.1 seed 2: kappa(W1) 1.45, accuracy 96.77 %}.
     *
     * @param text names the trials
     */
    public synchronized String line(TrialText text) {
        OptionalDouble left = isComplete() ? OptionalDouble.empty() : secondsLeft();
        String eta = left.isPresent() ? ", ETA " + DurationText.of(left.getAsDouble()) : "";
        int done = alreadyDone + endedCount() - failed();
        return done + "/" + total() + " done, " + running.size() + " running, " + failed() + " failed" + eta
                + last.map(result -> "; " + outcome(result, text)).orElse("");
    }

    private static String outcome(TrialResult result, TrialText text) {
        return result.status() == TrialStatus.COMPLETED
                ? text.of(result)
                : text.parameters(result.spec()) + ": " + result.status().text();
    }
}
