package dev.kappasweep.inspect;

import dev.kappasweep.data.ClassCoverage;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.MissingResults;
import dev.kappasweep.results.Mixing;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.TrialOutcome;
import dev.kappasweep.run.TrialTimes;
import dev.kappasweep.search.SearchPlan;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialCost;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run of a sweep would do.
 *
 * @param trials in the order of the grid
 * @param missing what {@code directory} does not hold of them
 * @param search what finds the trials; those found so far are {@code trials}
 * @param seconds that each trial that is left takes on one core, each of all where none is left; of a search those of some of its trials
 * @param isMeasured whether trials of the directory were timed; else the times are a guess
 */
public record Plan(
        SweepSpec sweep,
        Dataset data,
        Path directory,
        List<TrialSpec> trials,
        MissingResults missing,
        Optional<SearchPlan> search,
        List<Double> seconds,
        boolean isMeasured) {

    /** Of a training step on one core of a present-day CPU, within a factor of about three. */
    private static final double SECONDS_PER_OPERATION = 1 / 3e10;

    /** Reads the results so far and writes nothing. */
    public static Plan of(SweepSpec sweep, Dataset data, Path directory, Mixing mixing) {
        List<TrialOutcome> outcomes = ResultDirectory.outcomes(directory, sweep, data.id(), mixing);
        List<TrialSpec> trials = ResultDirectory.found(directory, sweep).trials(data.id());
        MissingResults missing = ResultDirectory.missing(directory, sweep, data.id(), mixing, trials);
        TrialCost cost = new TrialCost(data);
        TrialTimes times = measured(outcomes, trials, missing, cost);
        double factor = times.factor().orElse(SECONDS_PER_OPERATION);
        Optional<SearchPlan> search = sweep.searched().map(one -> SearchPlan.of(sweep, data.id()));
        List<TrialSpec> left = missing.toTrain();
        List<Double> seconds = search.map(SearchPlan::sample).orElse(left.isEmpty() ? trials : left).stream()
                .map(trial -> factor * cost.applyAsDouble(trial))
                .toList();
        return new Plan(
                sweep,
                data,
                directory,
                trials,
                missing,
                search,
                seconds,
                times.factor().isPresent());
    }

    private static TrialTimes measured(
            List<TrialOutcome> outcomes, List<TrialSpec> trials, MissingResults missing, TrialCost cost) {
        Map<TrialId, Double> seconds = outcomes.stream()
                .filter(trial -> trial.status() == TrialStatus.COMPLETED)
                .collect(Collectors.toMap(TrialOutcome::id, TrialOutcome::seconds, (first, second) -> second));
        TrialTimes times = new TrialTimes();
        if (!seconds.isEmpty()) {
            for (TrialSpec trial : trials) {
                Double took = seconds.get(missing.idOf(trial));
                if (took != null) {
                    times.add(cost.applyAsDouble(trial), took);
                }
            }
        }
        return times;
    }

    /** Of all grids; some may be the same trial. */
    public long points() {
        return SweepSpec.size(sweep.grids());
    }

    /** How many trials have no result. */
    public int toRun() {
        return missing.trials().size();
    }

    /** Those that have a result, in the order of the grid. */
    public Set<TrialSpec> finished() {
        if (toRun() == trials.size()) {
            return Set.of();
        }
        Set<TrialSpec> finished = new LinkedHashSet<>(trials);
        missing.trials().forEach(finished::remove);
        return finished;
    }

    /** Time on one core of a trial that is left, of any where none is: their mean. */
    public double secondsPerTrial() {
        return seconds.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    /** Time on one core of a whole search, with every seed of every candidate. */
    public double secondsOfSearch() {
        int seeds = sweep.searched().map(one -> one.seeds().size()).orElse(0);
        return search.map(SearchPlan::trainings).orElse(0.0) * seeds * secondsPerTrial();
    }

    /** Wall-clock time of what is left when {@code cores} trials train at once; of a search of all of it. */
    public double secondsLeft(int cores) {
        if (search.isPresent()) {
            return secondsOfSearch() / cores;
        }
        boolean areLeft = !missing.trials().isEmpty() || missing.trainedAgain() > 0;
        return areLeft
                ? TrialTimes.makespan(
                        seconds.stream().mapToDouble(Double::doubleValue).toArray(), cores)
                : 0;
    }

    /** What can be wrong with the data for this sweep, in a line each. */
    public List<String> notices() {
        return ClassCoverage.of(data, sweep).notices();
    }
}
