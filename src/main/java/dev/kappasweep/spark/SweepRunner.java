package dev.kappasweep.spark;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.EvaluationGap;
import dev.kappasweep.results.MissingResults;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.run.DispatchedSweep;
import dev.kappasweep.run.Dispatcher;
import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.run.GridSource;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.RunState;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.run.TrialSource;
import dev.kappasweep.search.Strategies;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.RunSpec;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialCost;
import dev.kappasweep.trial.TrialFunction;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;

/** Runs the trials of one sweep on Spark, and commits every result the moment its trial ends. */
public final class SweepRunner {
    /** Results that may wait to be committed, however few slots there are. */
    static final int MOST_UNKEPT = 20_000;

    /** Below {@code spark.driver.maxResultSize}, which is 1 GiB unless somebody says otherwise. */
    private static final long MOST_BYTES_TOGETHER = 512 << 20;

    private final JavaSparkContext spark;
    private final TrialFunction function;
    private final RunSpec options;
    private final int mostUnkept;
    private final Pending requests = new Pending();

    /** With the options of {@link RunSpec#DEFAULT}. */
    public SweepRunner(JavaSparkContext spark, TrialFunction function) {
        this(spark, function, RunSpec.DEFAULT);
    }

    /** Of a sweep that is run once. */
    public SweepRunner(JavaSparkContext spark, TrialFunction function, RunSpec options) {
        this(spark, function, options, MOST_UNKEPT);
    }

    /** @param mostUnkept results that may wait to be committed, if there are no more slots than that */
    SweepRunner(JavaSparkContext spark, TrialFunction function, RunSpec options, int mostUnkept) {
        this.spark = spark;
        this.function = function;
        this.options = options;
        this.mostUnkept = mostUnkept;
    }

    /**
     * Tries the directory of checkpoints, if the options name one.
     *
     * @throws dev.kappasweep.sweep.InvalidInputException if checkpoints cannot be written there
     */
    public void requireCheckpoints() {
        if (options.hasCheckpoints() && !options.checkpointDirectory().isEmpty()) {
            SharedCheckpoints.in(options.checkpointDirectory(), options.checkpointSeconds())
                    .probe();
        }
    }

    /**
     * As {@link #run(SparkDispatcher, String, StateMachine, int, List, Dataset, ResultStore, SweepListener)}, with the whole Spark for
     * this sweep.
     */
    public SweepOutcome run(List<TrialSpec> trials, Dataset data, ResultStore store, SweepListener listener) {
        try (SparkDispatcher place = new SparkDispatcher(spark)) {
            StateMachine state = new StateMachine(RunState.STARTING, place::execute, Clock.systemUTC());
            return run(place, store.sweep().name(), state, 0, trials, data, store, listener);
        }
    }

    /**
     * Runs the trials that have no result in {@code store} yet, the most expensive first, evaluates those that have one at test
     * SNRs that were added, with their kept weights or by training them again, and returns when all have ended or
     * after {@link #cancel} or {@link #pause}. An exception in a trial makes it FAILED and stops no other; so does the loss of as many
     * executors as Spark accepts by a trial that runs alone.
     *
     * @param place of the same Spark as this
     * @param id that no other sweep there has
     * @param state STARTING; COMPLETED, STOPPED or PAUSED when this returns
     * @throws java.io.UncheckedIOException if a result cannot be written; the sweep is stopped then
     * @throws dev.kappasweep.sweep.InvalidInputException if an executor has a Java that is not supported
     * @throws IllegalStateException if Spark gives up for another reason than a trial
     */
    public SweepOutcome run(
            SparkDispatcher place,
            String id,
            StateMachine state,
            int priority,
            List<TrialSpec> trials,
            Dataset data,
            ResultStore store,
            SweepListener listener) {
        MissingResults missing = store.missing(trials);
        LaneChoice.Choice lanes = place.lanes().of(options, new TrialCost(data).largestStep(missing.toTrain()));
        Course course = new Course(
                progress(atOnce(place, lanes), trials.size(), missing, data),
                lanes,
                missing.gaps(),
                !missing.isEmpty(),
                sink -> source(missing, data),
                cost(missing, data),
                mostTogether(missing.toTrain(), data),
                RecorderThread.MILLIS_BETWEEN_COMMITS);
        return run(place, id, state, priority, data, store, listener, course);
    }

    /**
     * Goes on with a search, and returns when it has come to its end or after {@link #cancel} or {@link #pause}. Trials that fail are
     * part of what the search learns.
     *
     * @param before what is known of the space from elsewhere, asked where the search is new
     * @throws dev.kappasweep.sweep.InvalidInputException also if the results hold another search
     */
    public SweepOutcome search(
            SparkDispatcher place,
            String id,
            StateMachine state,
            int priority,
            Strategies strategies,
            Supplier<List<SearchEvent.Known>> before,
            Dataset data,
            ResultStore store,
            SweepListener listener) {
        SearchedTrials searched = new SearchedTrials(store, data, strategies, before);
        TrialCost cost = new TrialCost(data);
        LaneChoice.Choice lanes = place.lanes().of(options, cost.largestStep(List.of(searched.sample())));
        RunProgress progress = searched.progress(atOnce(place, lanes));
        Course course = new Course(
                progress,
                lanes,
                List.of(),
                true,
                sink -> searched.source(sink, trial -> progress.expect(trial, cost.applyAsDouble(trial))),
                cost,
                mostTogether(List.of(searched.sample()), data),
                RecorderThread.MILLIS_BETWEEN_COMMITS);
        return run(place, id, state, priority, data, store, listener, course);
    }

    /** {@link #search(SparkDispatcher, String, StateMachine, int, Strategies, Supplier, Dataset, ResultStore, SweepListener)} with the whole Spark for it. */
    public SweepOutcome search(
            Strategies strategies,
            Supplier<List<SearchEvent.Known>> before,
            Dataset data,
            ResultStore store,
            SweepListener listener) {
        try (SparkDispatcher place = new SparkDispatcher(spark)) {
            StateMachine state = new StateMachine(RunState.STARTING, place::execute, Clock.systemUTC());
            return search(place, store.sweep().name(), state, 0, strategies, before, data, store, listener);
        }
    }

    /**
     * What a run trains.
     *
     * @param lanes how many slots each trial fills
     * @param gaps of trials that have a result, which are evaluated only
     * @param isTraining whether there may be anything to train
     * @param source of trials, whose decisions are kept on the recorder's thread
     * @param mostTogether trials that may be with an executor as one task
     */
    private record Course(
            RunProgress progress,
            LaneChoice.Choice lanes,
            List<EvaluationGap> gaps,
            boolean isTraining,
            Function<RecorderThread, TrialSource> source,
            ToDoubleFunction<TrialSpec> cost,
            int mostTogether,
            long millisBetweenCommits) {}

    private SweepOutcome run(
            SparkDispatcher place,
            String id,
            StateMachine state,
            int priority,
            Dataset data,
            ResultStore store,
            SweepListener listener,
            Course course) {
        Optional<SharedCheckpoints> checkpoints = checkpoints(store);
        if (course.isTraining()) {
            checkpoints = checkpoints.map(SharedCheckpoints::create);
        }
        SweepRecorder recorder = new SweepRecorder(
                store,
                spark.version(),
                course.progress(),
                listener,
                checkpoints,
                new WeightsRecorder(store, checkpoints, options.keepWeights()),
                new GapRecorder(store, course.gaps()),
                this::stopAfterTooMany);
        try (RecorderThread sink = new RecorderThread(
                recorder,
                course.millisBetweenCommits(),
                error -> place.dispatcher().fail(id, error))) {
            sink.tell(SweepRecorder::started);
            MissingResults.gapText(course.gaps()).ifPresent(text -> sink.tell(to -> to.noticed(text)));
            course.lanes().notice().ifPresent(text -> sink.tell(to -> to.noticed(text)));
            RunSite site = new RunSite(
                    spark,
                    store.sweep(),
                    new TrialSite(function, data, options, checkpoints),
                    (int) course.lanes().slotsOfTrial(),
                    course.gaps());
            dispatch(
                    place,
                    new DispatchedSweep(
                            id,
                            state,
                            course.source().apply(sink),
                            sink,
                            course.cost(),
                            course.lanes().slotsOfTrial(),
                            priority,
                            course.mostTogether(),
                            Math.max(mostUnkept, 2 * place.slots())),
                    site);
            RunState end = state.state();
            String reason = state.last().reason();
            if (end == RunState.COMPLETED) {
                sink.tell(SweepRecorder::allFound);
            }
            return sink.ask(to -> to.outcome(end == RunState.STOPPED ? reason : ""));
        } finally {
            // A search that has come to its end lets nothing go on.
            boolean isOver = state.state() == RunState.COMPLETED;
            checkpoints.ifPresent(kept -> close(kept, isOver ? store.measured() : store.finished(), listener));
        }
    }

    private void dispatch(SparkDispatcher place, DispatchedSweep sweep, RunSite site) {
        place.trials().open(sweep.id(), site);
        try {
            CompletableFuture<Void> left = place.dispatcher().add(sweep);
            requests.passTo(place.dispatcher(), sweep.id());
            left.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } finally {
            place.trials().close(sweep.id());
        }
    }

    /** Stops the running trials within about two seconds; what is committed stays. Any thread may call it, before the run too. */
    public void cancel() {
        cancel("");
    }

    /** As {@link #cancel()}, with a reason in one line. */
    public void cancel(String reason) {
        requests.add((dispatcher, id) -> dispatcher.cancel(id, reason));
    }

    /** As {@link #cancel(String)}, but the run ends as PAUSED. */
    public void pause(String reason) {
        requests.add((dispatcher, id) -> dispatcher.pause(id, reason));
    }

    /** Gives the run another priority. Any thread may call it. */
    public void prioritise(int priority) {
        requests.add((dispatcher, id) -> dispatcher.prioritise(id, priority));
    }

    /** What is asked of the run, which may come before the run. */
    private static final class Pending {
        private final List<BiConsumer<Dispatcher, String>> early = new ArrayList<>();
        private Consumer<BiConsumer<Dispatcher, String>> to = early::add;

        synchronized void add(BiConsumer<Dispatcher, String> request) {
            to.accept(request);
        }

        synchronized void passTo(Dispatcher dispatcher, String id) {
            to = request -> request.accept(dispatcher, id);
            early.forEach(to);
        }
    }

    private static RunProgress progress(int slots, int total, MissingResults missing, Dataset data) {
        int alreadyDone = total - missing.trials().size() - missing.gaps().size();
        return new RunProgress(total, alreadyDone, missing.toTrain(), slots, new TrialCost(data), Clock.systemUTC());
    }

    /** How many trials can run at once now. */
    private static int atOnce(SparkDispatcher place, LaneChoice.Choice lanes) {
        return (int) Math.max(1, place.slots() / lanes.slotsOfTrial());
    }

    private GridSource source(MissingResults missing, Dataset data) {
        return new GridSource(
                withWeights(missing).map(EvaluationGap::trial).toList(),
                dearestFirst(missing.toTrain(), data),
                options.canary());
    }

    private static Stream<EvaluationGap> withWeights(MissingResults missing) {
        return missing.gaps().stream().filter(gap -> gap.weights().isPresent());
    }

    private static ToDoubleFunction<TrialSpec> cost(MissingResults missing, Dataset data) {
        TrialCost cost = new TrialCost(data);
        Set<TrialSpec> evaluated =
                withWeights(missing).map(EvaluationGap::trial).collect(Collectors.toSet());
        return evaluated.isEmpty() ? cost : trial -> evaluated.contains(trial) ? 0 : cost.applyAsDouble(trial);
    }

    /** Fewer where weights may have to come with the results. */
    private int mostTogether(List<TrialSpec> trained, Dataset data) {
        boolean areLeft = spark.isLocal() && options.hasCheckpoints();
        long bytes = areLeft ? 0 : new TrialCost(data).keptBytes(trained, options.keepWeights());
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, MOST_BYTES_TOGETHER / Math.max(1, bytes)));
    }

    private Optional<SharedCheckpoints> checkpoints(ResultStore store) {
        if (!options.hasCheckpoints()) {
            return Optional.empty();
        }
        double seconds = options.checkpointSeconds();
        return Optional.of(
                options.checkpointDirectory().isEmpty()
                        ? SharedCheckpoints.in(ownDirectory(store), seconds)
                        : SharedCheckpoints.in(options.checkpointDirectory(), seconds));
    }

    /**
     * Deletes the checkpoints of finished trials that a killed run has left in the results' own directory, where no run is needed any
     * more to do it.
     */
    public static void deleteLeftCheckpoints(ResultStore store, SweepListener listener) {
        close(
                SharedCheckpoints.in(ownDirectory(store), RunSpec.DEFAULT.checkpointSeconds()),
                store.finished(),
                listener);
    }

    private static String ownDirectory(ResultStore store) {
        return store.directory().toAbsolutePath().resolve("checkpoints").toString();
    }

    private static void close(SharedCheckpoints checkpoints, Set<TrialId> finished, SweepListener listener) {
        try {
            checkpoints.close(finished);
        } catch (NoSuchFileException e) {
            // There are none.
        } catch (IOException | IllegalArgumentException e) {
            listener.noticed("checkpoints of finished trials cannot be deleted, the next run tries again: "
                    + FailedTrial.reason(e));
        }
    }

    private static List<TrialSpec> dearestFirst(List<TrialSpec> trials, Dataset data) {
        record Costed(TrialSpec trial, double cost) {}
        TrialCost cost = new TrialCost(data);
        return trials.stream()
                .map(trial -> new Costed(trial, cost.applyAsDouble(trial)))
                .sorted(Comparator.comparingDouble(Costed::cost).reversed())
                .map(Costed::trial)
                .toList();
    }

    /**
     * Asks where trials would run, this JVM or one of each executor, whether they can.
     *
     * @throws InvalidInputException if not: Java or Spark of another version, libraries that cannot be loaded, arithmetic that fails
     *     the self-test
     */
    public void requireUsableSites() {
        TrialFunction trials = function;
        if (spark.isLocal()) {
            // Main or SparkContexts has asked for this JVM's Java.
            NativeCode.problem(trials).ifPresent(problem -> {
                throw new InvalidInputException(problem);
            });
            return;
        }
        try {
            ExecutorJava.require(spark, java -> Platform.problemOfExecutor(java).or(() -> NativeCode.problem(trials)));
        } catch (InvalidInputException e) {
            throw e;
        } catch (Exception e) {
            // Spark's own: cancelled, or executors are lost, which the jobs of the trials tell.
        }
    }

    /** Called on the recorder's thread after each failure. */
    private void stopAfterTooMany(int failures) {
        if (options.maxFailures() > 0 && failures == options.maxFailures()) {
            cancel(failures + " trials failed (run.maxFailures)");
        }
    }
}
