package dev.kappasweep.cli;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.MissingResults;
import dev.kappasweep.results.Mixing;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.TrialOutcome;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialCost;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a run of a sweep would do.
 *
 * @param trials in the order of the grid
 * @param missing what {@code directory} does not hold of them
 * @param secondsPerTrial on one core: the mean of the completed trials of the directory, else a guess for those to run
 */
record Plan(
        SweepSpec sweep,
        Dataset data,
        Path directory,
        List<TrialSpec> trials,
        MissingResults missing,
        double secondsPerTrial,
        boolean isMeasured) {

    /** Of a training step on one core of a present-day CPU, within a factor of about three. */
    private static final double OPERATIONS_PER_SECOND = 3e10;

    /** Reads the results so far and writes nothing. */
    static Plan of(SweepSpec sweep, Dataset data, Path directory, Mixing mixing) {
        List<TrialOutcome> outcomes = ResultStore.outcomes(directory, sweep, data.id(), mixing);
        List<TrialSpec> trials = sweep.trials(data.id());
        MissingResults missing = ResultStore.missing(directory, sweep, data.id(), mixing, trials);
        OptionalDouble measured = measured(outcomes);
        double seconds = measured.orElseGet(() -> guess(missing.trials(), data));
        return new Plan(sweep, data, directory, trials, missing, seconds, measured.isPresent());
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

    /** Of all grids; some may be the same trial. */
    long points() {
        return SweepSpec.size(sweep.grids());
    }

    /** How many trials have no result. */
    int toRun() {
        return missing.trials().size();
    }

    /** Those that have a result, in the order of the grid. */
    Set<TrialSpec> finished() {
        Set<TrialSpec> finished = new LinkedHashSet<>(trials);
        missing.trials().forEach(finished::remove);
        return finished;
    }

    /** Wall-clock time of what is left when {@code cores} trials train at once. */
    double secondsLeft(int cores) {
        return Math.ceil((double) (toRun() + missing.trainedAgain()) / cores) * secondsPerTrial;
    }
}
