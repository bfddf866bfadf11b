package dev.kappasweep.inspect;

import dev.kappasweep.results.CommittedTrials;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.run.TrialTimes;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How far a sweep is. Every trial of the grid is counted in one place: running, else by the status of its row, else pending.
 *
 * @param specs the trials of the grid, in its order
 * @param rows the committed rows of the grid's trials
 * @param offAxes how many rows are of values that are no longer on the axes
 * @param live what the process that runs the sweep said last; empty if none runs, or it was killed
 * @param killed what a process said that has ended without an end of its sweep
 */
public record SweepStatus(
        SweepSpec sweep,
        Map<TrialId, TrialSpec> specs,
        List<TrialRow> rows,
        int offAxes,
        Optional<LiveRun> live,
        Optional<LiveRun> killed) {
    private static final int MOST_SLOWEST = 5;

    /**
     * Of the sweep in a directory.
     *
     * @param run what a process has last said, alive or not
     */
    public static SweepStatus of(CommittedTrials committed, Optional<LiveRun> run, Instant now) {
        Map<TrialId, TrialSpec> specs = committed.sweep().trials(committed.dataset()).stream()
                .collect(Collectors.toMap(TrialSpec::id, spec -> spec, (first, second) -> first, HashMap::new));
        nameAsCommitted(specs, committed);
        List<TrialRow> rows = committed.trials().stream()
                .filter(row -> specs.containsKey(row.id()))
                .toList();
        return new SweepStatus(
                committed.sweep(),
                specs,
                rows,
                committed.trials().size() - rows.size(),
                run.filter(said -> said.isAlive(now)),
                run.filter(said -> !said.isAlive(now)));
    }

    /** A trial keeps the id that it was committed with when the test SNRs of the sweep change. */
    private static void nameAsCommitted(Map<TrialId, TrialSpec> specs, CommittedTrials committed) {
        List<Snr> snr = committed.sweep().evaluation().snr();
        for (TrialRow row : committed.trials()) {
            boolean isOfToday = row.objectiveVersion() == TrialSpec.OBJECTIVE_VERSION;
            if (isOfToday && !specs.containsKey(row.id())) {
                TrialSpec spec = specs.remove(row.spec().evaluatedAt(snr).id());
                if (spec != null) {
                    specs.put(row.id(), spec);
                }
            }
        }
    }

    public int total() {
        return specs.size();
    }

    /** The trials in training; one that has just ended counts by its row. */
    public List<RunningTrial> running() {
        Set<TrialId> finished =
                rows.stream().filter(TrialRow::isFinal).map(TrialRow::id).collect(Collectors.toSet());
        return live.map(LiveRun::running).orElse(List.of()).stream()
                .filter(trial -> specs.containsKey(trial.trial()) && !finished.contains(trial.trial()))
                .toList();
    }

    /** The trials with a row of this status that are not in training again. */
    public List<TrialRow> ended(TrialStatus status) {
        Set<TrialId> inTraining = running().stream().map(RunningTrial::trial).collect(Collectors.toSet());
        return rows.stream()
                .filter(row -> row.status() == status && !inTraining.contains(row.id()))
                .toList();
    }

    public int pending() {
        int ended = Arrays.stream(TrialStatus.values())
                .mapToInt(status -> ended(status).size())
                .sum();
        return Math.max(0, total() - running().size() - ended);
    }

    /** The ended trials that took longest, longest first. */
    public List<TrialRow> slowest() {
        return rows.stream()
                .filter(row -> row.status() != TrialStatus.FAILED)
                .sorted(Comparator.comparingDouble(TrialRow::seconds).reversed().thenComparing(TrialRow::id))
                .limit(MOST_SLOWEST)
                .toList();
    }

    /** Wall-clock time until the running process is done; empty where none runs or nothing is known yet. */
    public OptionalDouble secondsLeft(Instant now) {
        return live.map(run -> run.secondsLeft(now)).orElse(OptionalDouble.empty());
    }

    /** Time on one core for all trials without a final row, by what epochs of those completed took; empty where none has. */
    public OptionalDouble coreSecondsLeft() {
        TrialTimes times = new TrialTimes();
        Map<TrialId, TrialSpec> left = new HashMap<>(specs);
        for (TrialRow row : rows) {
            if (row.status() == TrialStatus.COMPLETED) {
                times.add(row.spec().training().epochs(), row.seconds());
            }
            if (row.isFinal()) {
                left.remove(row.id());
            }
        }
        int epochs = left.values().stream()
                .mapToInt(trial -> trial.training().epochs())
                .sum();
        return times.factor().isPresent() ? OptionalDouble.of(times.factor().getAsDouble() * epochs) : times.factor();
    }
}
