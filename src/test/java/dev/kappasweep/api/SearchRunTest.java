package dev.kappasweep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.analysis.BestTable;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.analysis.Importance;
import dev.kappasweep.analysis.SearchHistory;
import dev.kappasweep.analysis.SearchHistory.Evaluated;
import dev.kappasweep.conf.SweepFileWriter;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.figure.Figure;
import dev.kappasweep.figure.Figures;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultTables;
import dev.kappasweep.results.SearchLog;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sampler.Point;
import dev.kappasweep.search.Evaluation;
import dev.kappasweep.search.SearchStrategy;
import dev.kappasweep.search.Step;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.trial.TrialFunction;
import dev.kappasweep.trial.TrialRunner;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Searches on a real Spark that train real, small networks. */
@TestInstance(Lifecycle.PER_CLASS)
class SearchRunTest {
    private static final String BASE = """
            name: search
            dataset: digits
            network: {hidden: [8]}
            training: {epochs: 4, trainImages: 160}
            evaluation: {snr: [inf, 1], draws: 1}
            """;
    private static final String SEARCH = """
            search:
              strategy: asha
              sampler: tpe
              trials: 12
              objective: {maximise: accuracy(1)}
              constraints: [kappa(W1) <= 40]
              eta: 2
              parallel: 3
              space:
                lambda: {from: 1e-4, to: 1, log: true}
                learningRate: {from: 1e-4, to: 1e-2, log: true}
                network.activation: [relu, sigmoid]
            """;

    @TempDir
    private Path temporary;

    private SparkSession session;

    @BeforeAll
    void startSpark() {
        session = SparkSession.builder()
                .master("local[3]")
                .config("spark.ui.enabled", "false")
                .getOrCreate();
    }

    @AfterAll
    void stopSpark() {
        session.stop();
    }

    private Sweep sweep(String out, String... settings) {
        return ofText(BASE + SEARCH, out, settings);
    }

    private Sweep ofText(String text, String out, String... settings) {
        return Sweep.parse(text, settings)
                .out(temporary.resolve(out))
                .on(session)
                .trials(new OnFewTestImages());
    }

    /** What a search learns of 250 test images it could of all, which take longer than the training. */
    private static final class OnFewTestImages implements TrialFunction {
        private static final long serialVersionUID = 1;
        private static final int COUNT = 250;
        private final TrialRunner runner = new TrialRunner();

        private static Dataset fewOf(Dataset data) {
            LabelledImages all = data.test();
            byte[] pixels = Arrays.copyOf(all.pixels(), COUNT * all.size());
            LabelledImages few = new LabelledImages(all.rows(), all.cols(), pixels, Arrays.copyOf(all.labels(), COUNT));
            return new Dataset(data.id(), data.classes(), data.train(), few);
        }

        @Override
        public Environment prepare() {
            return runner.prepare();
        }

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
            return runner.run(spec, fewOf(data), observer);
        }

        @Override
        public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer, Team team) {
            return runner.run(spec, fewOf(data), observer, team);
        }
    }

    /** Of every trial its end, the epochs that it was trained for, and its weights. */
    private static Map<String, String> ends(Path directory) {
        Map<String, String> ends = new TreeMap<>();
        ResultTables tables = ResultDirectory.read(directory);
        for (TrialRow row : tables.trials()) {
            long epochs = tables.epochs().stream()
                    .filter(epoch -> epoch.trial().equals(row.id()))
                    .count();
            ends.put(row.id().text(), row.status() + " " + row.ending().reason() + epochs + " " + row.weightsSha256());
        }
        return ends;
    }

    private static <E extends SearchEvent> List<E> events(Path directory, Class<E> type) {
        return SearchLog.read(directory).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @Test
    void itIsTheSameHoweverOftenItIsStoppedAndARungIsAPrefixOfTheSameTrial() throws InterruptedException {
        Sweep whole = sweep("whole");
        SweepOutcome outcome = whole.run();
        assertThat(outcome.notRun()).isZero();
        assertThat(outcome.ended()).containsOnlyKeys(TrialStatus.COMPLETED, TrialStatus.STOPPED_EARLY);
        Map<String, String> ends = ends(whole.directory());
        assertThat(ends.values())
                .anyMatch(end -> end.startsWith("STOPPED_EARLY stopped on rung 1 of 3, after 1 of 4 epochs1 "))
                .anyMatch(end -> end.startsWith("STOPPED_EARLY stopped on rung 2 of 3, after 2 of 4 epochs2 "));
        assertThat(whole.directory().resolve("checkpoints")).doesNotExist();
        assertThat(sweep("whole").run().ended()).as("nothing is left to do").isEmpty();

        requireHistory(whole.directory());
        requireEndsOf(ends, stoppedAgainAndAgain());
        requireSameAsInOneGo(whole.directory());
    }

    private static void requireHistory(Path directory) {
        StoredResults results = StoredResults.read(directory);
        SearchHistory history = SearchHistory.of(results).orElseThrow();
        assertThat(history.candidates()).hasSize(12);
        assertThat(history.epochs()).containsExactly(1, 2, 4);
        assertThat(history.evaluated()).extracting(Evaluated::rung).contains(0, 1, 2);
        long epochs = ResultDirectory.read(directory).epochs().size();
        List<Evaluated> all = history.evaluated();
        assertThat(all.get(all.size() - 1).trainings()).isCloseTo(epochs / 4.0, within(1e-9));
        Evaluated best = history.worstToBest().get(11);
        Grid grid = new Grid(results);
        Configuration first = BestTable.of(
                        grid, history.search().objectives(), history.search().constraints())
                .ranked()
                .get(0);
        assertThat(grid.estimate(first, history.quantities().get(0)).mean())
                .isCloseTo(best.means().get(0), within(1e-9));
        assertThat(Figures.of(grid, new Importance("search", List.of())))
                .extracting(Figure::name)
                .startsWith("search-history", "search-parallel", "search-rungs");
    }

    private Path stoppedAgainAndAgain() throws InterruptedException {
        SweepOutcome outcome;
        int runs = 0;
        do {
            AtomicInteger left = new AtomicInteger(1 + runs % 4);
            Sweep sweep = sweep("stopped");
            SweepRun[] run = new SweepRun[1];
            run[0] = sweep.listener(new SweepListener() {
                        @Override
                        public void trialEnded(TrialResult result) {
                            if (left.decrementAndGet() == 0 && run[0] != null) {
                                run[0].cancel();
                            }
                        }
                    })
                    .start();
            outcome = run[0].await();
            runs++;
        } while (outcome.isCancelled() || outcome.notRun() > 0);
        assertThat(runs).isGreaterThan(3);
        return temporary.resolve("stopped");
    }

    private static void requireEndsOf(Map<String, String> ends, Path other) {
        Map<String, String> found = ends(other);
        ends.entrySet().forEach(end -> assertThat(found).contains(end));
        assertThat(found).hasSameSizeAs(ends);
    }

    /** What the search has trained rung by rung has the weights of a trial that was trained at once. */
    private void requireSameAsInOneGo(Path searched) throws InterruptedException {
        ResultTables tables = ResultDirectory.read(searched);
        SearchSpec search = tables.sweep().searched().orElseThrow();
        BestTable best = BestTable.of(Grid.of(tables, List.of("kappa(W1)")), search.objectives(), search.constraints());
        String file = SweepFileWriter.text(
                tables.sweep(), "best", best.ranked().get(0).settings(), search.seeds());
        Sweep grid = ofText(file, "grid");
        grid.run();
        Map<String, String> inOneGo = ends(grid.directory());
        assertThat(inOneGo.values()).hasSize(3).allMatch(end -> end.startsWith("COMPLETED 4 "));
        assertThat(ends(searched)).containsAllEntriesOf(inOneGo);
    }

    @Test
    void whatEarlierResultsKnowOfTheSpaceCounts() throws InterruptedException {
        String grid = BASE + "axes: {lambda: [0.001, 0.1], learningRate: [1e-3, 1e-2], seed: [1, 2]}\n";
        Sweep earlier = ofText(grid, "earlier");
        earlier.run();
        String[] settings = {
            "search.strategy=gp", "search.trials=1", "search.seeds=1", "search.from=" + earlier.directory()
        };
        String text = (BASE + SEARCH).replace("  sampler: tpe\n", "").replace("  eta: 2\n", "");
        Sweep search = ofText(text, "warm", settings);
        search.run();
        assertThat(events(search.directory(), SearchEvent.Known.class))
                .hasSize(4)
                .allSatisfy(known -> assertThat(known.measured()).hasSize(2).allMatch(Double::isFinite))
                .extracting(known -> known.values().get(Parameter.LEARNING_RATE))
                .containsExactlyInAnyOrder(1e-3, 1e-3, 1e-2, 1e-2);

        Sweep cold = ofText(text, "cold", "search.strategy=gp", "search.trials=1", "search.seeds=1");
        cold.run();
        assertThat(events(search.directory(), SearchEvent.Candidate.class))
                .isNotEqualTo(events(cold.directory(), SearchEvent.Candidate.class));

        Sweep other = ofText(text, "other", settings[0], settings[1], settings[3], "network.hidden=16");
        assertThatThrownBy(other::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(
                        "search.from: " + earlier.directory() + " has no trial that this search could find");
        assertThat(other.directory()).doesNotExist();
    }

    @Test
    void moreTrialsGoOn() throws InterruptedException {
        sweep("more", "search.trials=4").run();
        Map<String, String> before = ends(temporary.resolve("more"));
        SweepOutcome outcome = sweep("more", "search.trials=7").run();
        assertThat(outcome.notRun()).isZero();
        assertThat(events(temporary.resolve("more"), SearchEvent.Candidate.class))
                .hasSize(7);
        assertThat(ends(temporary.resolve("more")).keySet()).containsAll(before.keySet());
        assertThatThrownBy(
                        () -> sweep("more", "search.trials=7", "search.eta=3").run())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("search");
    }

    @Test
    void trialsThatFailAreWhatTheSearchLearns() throws InterruptedException {
        TrialFunction runner = new OnFewTestImages();
        TrialFunction failing = (spec, data, observer) -> {
            if (spec.settings().real(Parameter.LEARNING_RATE) > 1e-3) {
                throw new IllegalStateException("too fast");
            }
            return runner.run(spec, data, observer);
        };
        SweepOutcome outcome = sweep("failing").trials(failing).run();
        assertThat(outcome.notRun()).isZero();
        assertThat(outcome.ended()).containsKeys(TrialStatus.FAILED, TrialStatus.COMPLETED);
        assertThat(outcome.failures()).allMatch(failure -> failure.reason().contains("too fast"));
        assertThat(ends(temporary.resolve("failing")).values())
                .filteredOn(end -> end.startsWith("COMPLETED"))
                .isNotEmpty();
    }

    /** Halves the range of one parameter around the better end: the three methods that a strategy has. */
    private static final class Bisection implements SearchStrategy {
        private double low = -4;
        private double high = -2;
        private double lossOfLow = Double.NaN;
        private boolean isWaiting;

        @Override
        public Step next(boolean mayTry) {
            if (!mayTry || isWaiting) {
                return new Step.Wait();
            }
            isWaiting = true;
            return new Step.Try(new Point(Math.pow(10, Double.isNaN(lossOfLow) ? low : high)), 0);
        }

        @Override
        public void told(Evaluation evaluation) {
            isWaiting = false;
            double loss = evaluation.losses().get(0);
            if (Double.isNaN(lossOfLow)) {
                lossOfLow = loss;
            } else if (loss < lossOfLow) {
                low = (low + high) / 2;
                lossOfLow = Double.NaN;
            } else {
                high = (low + high) / 2;
            }
        }

        @Override
        public boolean mayGoOn(long candidate) {
            return false;
        }
    }

    @Test
    void aProgramBringsItsOwnStrategy() throws InterruptedException {
        String text = BASE + """
                search:
                  strategy: random
                  trials: 5
                  objective: {maximise: accuracy(1)}
                  seeds: [1]
                  parallel: 1
                  space: {learningRate: {from: 1e-4, to: 1e-2, log: true}}
                """;
        Sweep sweep = ofText(text, "own").strategies((search, space, lastRung, before) -> new Bisection());
        sweep.run();
        assertThat(events(sweep.directory(), SearchEvent.Candidate.class))
                .extracting(candidate -> candidate.values().get(Parameter.LEARNING_RATE))
                .startsWith(1e-4, 1e-2)
                .hasSize(5);
        assertThat(sweep.run().ended())
                .as("it is continued by the same strategy")
                .isEmpty();
    }
}
