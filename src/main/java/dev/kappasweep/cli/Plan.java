package dev.kappasweep.cli;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.Mixing;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.TrialOutcome;
import dev.kappasweep.spark.TrialCost;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run of a sweep would do.
 *
 * @param trials in the order of the grid
 * @param finished those that have a result in {@code directory}
 * @param toRun how many trials are not finished
 * @param secondsPerTrial on one core: the mean of the completed trials of the directory, else a guess for those to run
 */
record Plan(
        SweepSpec sweep,
        Dataset data,
        Path directory,
        List<TrialSpec> trials,
        Set<TrialId> finished,
        long toRun,
        double secondsPerTrial,
        boolean isMeasured) {

    /** Of a training step on one core of a present-day CPU, within a factor of about three. */
    private static final double OPERATIONS_PER_SECOND = 3e10;

    /** Reads the results so far and writes nothing. */
    static Plan of(SweepSpec sweep, Dataset data, Path directory, Mixing mixing) {
        List<TrialOutcome> outcomes = ResultStore.outcomes(directory, sweep, data.id(), mixing);
        Set<TrialId> finished = outcomes.stream()
                .filter(TrialOutcome::isFinal)
                .map(TrialOutcome::id)
                .collect(Collectors.toSet());
        List<TrialSpec> trials = sweep.trials(data.id());
        List<TrialSpec> pending = finished.isEmpty()
                ? trials
                : trials.stream()
                        .filter(trial -> !finished.contains(trial.id()))
                        .toList();
        OptionalDouble measured = measured(outcomes);
        double seconds = measured.orElseGet(() -> guess(pending, data));
        return new Plan(sweep, data, directory, trials, finished, pending.size(), seconds, measured.isPresent());
    }

    private static OptionalDouble measured(List<TrialOutcome> outcomes) {
        return outcomes.stream()
                .filter(trial -> trial.status() == TrialStatus.COMPLETED)
                .mapToDouble(TrialOutcome::seconds)
                .average();
    }

    private static double guess(List<TrialSpec> trials, Dataset data) {
        return trials.stream().mapToDouble(new TrialCost(data)).average().orElse(0) / OPERATIONS_PER_SECOND;
    }

    boolean isFinished(TrialSpec trial) {
        return finished.contains(trial.id());
    }

    /** Wall-clock time of what is left when {@code cores} trials train at once. */
    double secondsLeft(int cores) {
        return Math.ceil((double) toRun / cores) * secondsPerTrial;
    }
}
