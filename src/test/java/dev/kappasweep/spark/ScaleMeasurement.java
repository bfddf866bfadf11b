package dev.kappasweep.spark;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.search.SearchSamples;
import dev.kappasweep.search.Strategies;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.Named;
import dev.kappasweep.sweep.StrategyKind;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;

/** Measures what trials cost besides their training: {@code main DIR TRIALS [commit|fail|commit-failed|random|tpe|gp]} for docs/reliability.md. */
final class ScaleMeasurement {
    private static final double NANOS_PER_SECOND = 1e9;
    /** Results in one commit. */
    private static final int AT_ONCE = 100;

    private ScaleMeasurement() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        switch (arguments.length > 2 ? arguments[2] : "run") {
            case "commit" -> commitAll(directory, count, SampleSweep::completed);
            case "commit-failed" ->
                commitAll(directory, count, spec -> SampleSweep.unfinished(spec, TrialStatus.FAILED, "no luck"));
            case "random", "tpe", "gp" -> search(directory, count, arguments[2]);
            case "fail" -> runAll(directory, sweep(count), ScaleMeasurement::failed);
            default -> runAll(directory, sweep(count), ScaleMeasurement::completed);
        }
        long start = System.nanoTime();
        StoredResults results = StoredResults.read(directory);
        LongAdder layers = new LongAdder();
        results.eachLayer(row -> layers.increment());
        print(
                "read of %d trials and %d rows of layers: %.2f s",
                results.trials().size(), layers.sum(), seconds(start));
    }

    static SweepSpec sweep(int trials) {
        return SampleSweep.withSeeds(
                LongStream.rangeClosed(1, trials / 2).boxed().toArray(Long[]::new));
    }

    private static TrialResult completed(TrialSpec spec, Dataset data, TrialObserver observer) {
        return SampleSweep.timed(spec, 1e-4);
    }

    private static TrialResult failed(TrialSpec spec, Dataset data, TrialObserver observer) {
        throw new IllegalStateException("no luck");
    }

    private static void runAll(Path directory, SweepSpec sweep, TrialFunction function) {
        List<TrialSpec> trials = sweep.trials(SampleSweep.DATA);
        try (JavaSparkContext spark = SparkContexts.start("scale", new SparkOptions(Optional.of("local[2]")));
                ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            long heap = usedHeap();
            long start = System.nanoTime();
            SweepOutcome outcome =
                    new SweepRunner(spark, function).run(trials, FakeTrials.data(), store, SweepListener.NONE);
            double seconds = seconds(start);
            print(
                    "%d trials, %d of them failed: %.1f s, %.2f ms each",
                    trials.size(), outcome.ended(TrialStatus.FAILED), seconds, 1e3 * seconds / trials.size());
            long used = usedHeap();
            print("heap %d bytes in all, %d bytes a trial since before the run", used, (used - heap) / trials.size());
        }
    }

    /** Candidates with three seeds each. */
    private static void search(Path directory, int count, String strategy) {
        StrategyKind kind = Named.parse(StrategyKind.class, "strategy", strategy);
        SweepSpec sweep = SearchSamples.with(SearchSamples.sweep(kind, count / 3), false, true, 8);
        try (JavaSparkContext spark = SparkContexts.start("scale", new SparkOptions(Optional.of("local[2]")));
                ResultStore store = ResultStore.open(directory, sweep, SampleSweep.DATA)) {
            long start = System.nanoTime();
            SweepOutcome outcome = new SweepRunner(spark, ScaleMeasurement::completed)
                    .search(Strategies.KNOWN, List::of, FakeTrials.data(), store, SweepListener.NONE);
            double seconds = seconds(start);
            int trials = outcome.ended(TrialStatus.COMPLETED);
            print("search %s: %d trials in %.1f s, %.2f ms each", strategy, trials, seconds, 1e3 * seconds / trials);
        }
    }

    /**
     * Those of the quickstart with up to 1 000 seeds and as many lambdas as that takes; {@code plan DIR.yaml --out DIR} finds
     * them done.
     */
    private static void commitAll(Path directory, int count, Function<TrialSpec, TrialResult> result)
            throws IOException {
        int seeds = Math.min(1_000, count / 4);
        Path file = directory.resolveSibling(directory.getFileName() + ".yaml");
        Files.writeString(
                file,
                Files.readString(Path.of("conf/quickstart.yaml"))
                        .replaceAll("lambda: .*", "lambda: [" + numbers(count / seeds) + "]")
                        .replaceAll("seed: .*", "seed: [" + numbers(seeds) + "]"));
        SweepSpec sweep = SweepFileReader.read(file, List.of()).spec();
        DatasetId data = new DatasetLoader(Optional.empty(), Map.of())
                .load(sweep.dataset())
                .id();
        List<TrialSpec> trials = sweep.trials(data);
        try (ResultStore store = ResultStore.open(directory, sweep, data)) {
            long start = System.nanoTime();
            for (int i = 0; i < trials.size(); i += AT_ONCE) {
                store.commit(
                        trials.subList(i, Math.min(trials.size(), i + AT_ONCE)).stream()
                                .map(result)
                                .toList(),
                        "4.1.0");
            }
            print("commits of %d trials: %.1f s", trials.size(), seconds(start));
        }
    }

    private static String numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / NANOS_PER_SECOND;
    }

    private static void print(String format, Object... values) {
        System.out.printf(java.util.Locale.ROOT, format + "%n", values);
    }
}
