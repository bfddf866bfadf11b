package dev.kappasweep.api;

import dev.kappasweep.data.ClassCoverage;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.MissingResults;
import dev.kappasweep.results.Mixing;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SearchLog;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.search.EarlierResults;
import dev.kappasweep.search.Strategies;
import dev.kappasweep.spark.DriverPlace;
import dev.kappasweep.spark.SparkDispatcher;
import dev.kappasweep.spark.SweepRunner;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialText;
import dev.kappasweep.trial.TrialFunction;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a run of a sweep does from the loading of its data to its last commit.
 *
 * @param earlier where the results are that a search names
 * @param command that starts it, for the log
 */
record SweepExecution(
        SweepSpec spec,
        Path directory,
        Optional<Path> dataDirectory,
        SparkPlace place,
        TrialFunction function,
        RunSpec options,
        Mixing mixing,
        Strategies strategies,
        Function<String, Path> earlier,
        List<SweepListener> listeners,
        Optional<String> command) {

    SweepOutcome run(Cancellation cancellation) {
        Dataset data = new DatasetLoader(dataDirectory, System.getenv()).load(spec.dataset());
        ClassCoverage coverage = ClassCoverage.of(data, spec);
        coverage.requireTrained(options);
        if (spec.searched().isPresent()) {
            return search(cancellation, data, coverage);
        }
        List<TrialSpec> trials = spec.trials(data.id());
        // Everything that can be wrong with the input shows here, before anything is written.
        MissingResults missing = ResultDirectory.missing(directory, spec, data.id(), mixing, trials);
        requireFree();
        String application = "kappasweep " + spec.name();
        if (missing.isEmpty()) {
            // Lets the results know the axes and the table of today.
            try (ResultStore store = open(data, coverage)) {
                SweepRunner.deleteLeftCheckpoints(store, new Listeners(listeners));
            }
            SweepOutcome done = new SweepOutcome(trials.size(), trials.size(), Map.of(), List.of(), "");
            return DriverPlace.current() == DriverPlace.YARN ? place.with(application, spark -> done) : done;
        }
        return place.with(application, spark -> {
            SweepRunner runner = new SweepRunner(spark, function, options);
            runner.requireCheckpoints();
            runner.requireUsableSites();
            return train(data, coverage, (store, listener) -> {
                cancellation.by(runner::cancel);
                return runner.run(trials, data, store, listener);
            });
        });
    }

    private SweepOutcome search(Cancellation cancellation, Dataset data, ClassCoverage coverage) {
        ResultDirectory.missing(
                directory, spec, data.id(), mixing, List.of()); // shows what is wrong before anything is written
        Supplier<List<SearchEvent.Known>> before = earlier(data);
        requireFree();
        return place.with("kappasweep " + spec.name(), spark -> {
            SweepRunner runner = new SweepRunner(spark, function, options);
            runner.requireCheckpoints();
            runner.requireUsableSites();
            return train(data, coverage, (store, listener) -> {
                cancellation.by(runner::cancel);
                return runner.search(strategies, before, data, store, listener);
            });
        });
    }

    /** What the directories that a search names know of its space, read now and only where the search is new. */
    private Supplier<List<SearchEvent.Known>> earlier(Dataset data) {
        EarlierResults of = new EarlierResults(spec, data.id());
        List<SearchEvent.Known> known = new ArrayList<>();
        List<String> asked = SearchLog.read(directory).isEmpty()
                ? spec.searched().orElseThrow().from()
                : List.of();
        for (String from : asked) {
            List<SearchEvent.Known> there = of.of(results(from));
            if (there.isEmpty()) {
                throw new InvalidInputException(
                        "search.from: " + from
                                + " has no trial that this search could find, expected results of the same data, measured at the same test SNRs, whose parameters outside search.space are those of this file");
            }
            known.addAll(there);
        }
        return () -> known;
    }

    private List<TrialResult> results(String from) {
        try {
            return ResultDirectory.read(earlier.apply(from)).results();
        } catch (InvalidInputException e) {
            throw new InvalidInputException("search.from: " + e.getMessage(), e);
        }
    }

    /**
     * Runs what is missing on a Spark that other sweeps use as well.
     *
     * @param runner of that Spark, whose sites are usable
     */
    SweepOutcome run(SparkDispatcher shared, SweepRunner runner, String id, StateMachine state, int priority) {
        Dataset data = new DatasetLoader(dataDirectory, System.getenv()).load(spec.dataset());
        ClassCoverage coverage = ClassCoverage.of(data, spec);
        coverage.requireTrained(options);
        runner.requireCheckpoints();
        if (spec.searched().isPresent()) {
            Supplier<List<SearchEvent.Known>> before = earlier(data);
            return train(
                    data,
                    coverage,
                    (store, listener) ->
                            runner.search(shared, id, state, priority, strategies, before, data, store, listener));
        }
        List<TrialSpec> trials = spec.trials(data.id());
        return train(
                data,
                coverage,
                (store, listener) -> runner.run(shared, id, state, priority, trials, data, store, listener));
    }

    private void requireFree() {
        if (DriverPlace.current() == DriverPlace.HERE) {
            ResultDirectory.requireFree(directory);
        } else {
            ResultDirectory.awaitFree(directory, new Listeners(listeners)::noticed);
        }
    }

    private ResultStore open(Dataset data, ClassCoverage coverage) {
        ResultStore store = ResultStore.open(directory, spec, data.id(), mixing);
        try {
            store.keepDataNotices(coverage.notices());
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private SweepOutcome train(
            Dataset data, ClassCoverage coverage, BiFunction<ResultStore, SweepListener, SweepOutcome> run) {
        try (ResultStore store = open(data, coverage);
                SweepLog log = SweepLog.open(directory, new TrialText(spec), command, Clock.systemUTC());
                LiveReport live = LiveReport.start(directory, Clock.systemUTC())) {
            List<SweepListener> all = new ArrayList<>(List.of(log, live));
            all.addAll(listeners);
            store.repairs().forEach(new Listeners(all)::noticed);
            return logged(log, () -> run.apply(store, new Listeners(all)));
        }
    }

    private static SweepOutcome logged(SweepLog log, Supplier<SweepOutcome> run) {
        try {
            SweepOutcome outcome = run.get();
            log.ended(outcome);
            return outcome;
        } catch (RuntimeException | Error e) {
            log.broken(e);
            throw e;
        }
    }
}
