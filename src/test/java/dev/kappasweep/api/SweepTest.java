package dev.kappasweep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.Latency;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.notebook.JavaCells;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.results.SparkTables;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.results.TablesOnDisk;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps whose trials only pretend to train, on one Spark; seed 7 never ends by itself. */
@TestInstance(Lifecycle.PER_CLASS)
class SweepTest {
    private static final String YAML = """
            name: mine
            dataset: digits
            network: {hidden: [8]}
            training: {epochs: 1}
            axes: {lambda: [0, 1], seed: [1, 2]}
            """;

    @TempDir
    private Path temporary;

    private SparkSession session;

    @BeforeAll
    void startSpark() {
        session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "1")
                .config("spark.sql.codegen.wholeStage", "false")
                .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                .getOrCreate();
    }

    @AfterAll
    void stopSpark() {
        session.stop();
    }

    @Test
    void sweepRunsOnTheCallersSparkAndIsContinued() throws InterruptedException, IOException {
        Sweep sweep = sweep();
        assertThat(sweep.run()).isEqualTo(new SweepOutcome(4, 0, Map.of(TrialStatus.COMPLETED, 4), List.of(), ""));
        Path left = sweep.directory().resolve("checkpoints");
        Files.createDirectory(left);
        Files.writeString(left.resolve(".run"), "of a run that was killed when all was committed");
        Files.writeString(left.resolve(sweep.results().trials().get(0).id() + ".checkpoint"), "state");
        assertThat(sweep.run().alreadyDone()).isEqualTo(4);
        assertThat(left).doesNotExist();
        assertThat(session.sparkContext().isStopped()).isFalse();
        assertThat(sweep.results().trials()).hasSize(4).allMatch(row -> row.status() == TrialStatus.COMPLETED);
        assertThat(sweep.results().layers()).hasSize(8);
        assertThat(sweep.results().epochs()).hasSize(8);
        assertThat(sweep.results().evaluations()).hasSize(8);
    }

    /** Of the first 5 training images; the 10 classes all have test images. */
    @Test
    void resultsKnowWhichClassesTheTrainedImagesLack() throws InterruptedException {
        Sweep sweep = Sweep.parse(YAML + "run: {allowUnseenClasses: true}\n", "training.trainImages=5")
                .out(temporary.resolve("few"))
                .on(session)
                .trials(SweepTest::pretend);
        for (int run = 0; run < 2; run++) {
            sweep.run();
            assertThat(StoredResults.read(sweep.directory()).dataNotices())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .matches("[5-9] of 10 classes have test images and no training image: .*");
        }
    }

    @Test
    void aTextsSectionRunSaysHowItsTrialsAreRun() throws InterruptedException {
        TrialFunction failing = (spec, data, observer) -> {
            throw new IllegalStateException("no luck");
        };
        SweepOutcome outcome = Sweep.parse(YAML + "run: {maxFailures: 1}\n", "axes.seed=1,7")
                .out(temporary.resolve("text"))
                .on(session)
                .trials(failing)
                .run();
        assertThat(outcome.stopReason()).endsWith("(run.maxFailures)");
    }

    @Test
    void tablesOfSparkHaveTheRowsOfCommittedTrials() throws InterruptedException, IOException {
        Path directory = temporary.resolve("runs of [mine] {1}");
        sweep("axes.lambda=0", "axes.seed=1").out(directory).run();
        Sweep sweep = sweep().out(directory);
        TrialId first = sweep.results().trials().get(0).id();
        sweep.run();
        Files.delete(TablesOnDisk.of(sweep.directory(), "trials", first));

        SweepResults results = sweep.results();
        assertThat(results.dataset(session, "trials").count()).isEqualTo(3);
        assertThat(results.dataset(session, "layers").count()).isEqualTo(6);
        assertThat(results.perTrial())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.value("kappa(W1)")).isGreaterThanOrEqualTo(1));
        assertThat(results.dataset(session, "per_trial")
                        .select("accuracy_snr_inf")
                        .collectAsList())
                .extracting(row -> row.getDouble(0))
                .containsExactlyElementsOf(results.perTrial().stream()
                        .map(row -> row.value("accuracy(inf)"))
                        .toList());
        results.createViews(session);
        assertThat(session.sql("SELECT max(kappa), count(kappa) FROM layers JOIN trials USING (trial_id)")
                        .first()
                        .toString())
                .isEqualTo("[9.5,3]");
        assertThatThrownBy(() -> results.dataset(session, "trial"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'trial' is not allowed, expected trials, layers");
    }

    @Test
    void everyTableOnTheDiskIsOneOfSparks() throws InterruptedException, IOException {
        Sweep sweep = sweep();
        sweep.run();
        try (Stream<Path> files = Files.list(sweep.directory())) {
            assertThat(files.filter(Files::isDirectory)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("_commits")))
                    .containsExactlyInAnyOrderElementsOf(SparkTables.names());
        }
    }

    @Test
    void sweepWithoutAResultHasEmptyTables() throws InterruptedException {
        Sweep sweep = sweep("axes.lambda=8").trials((spec, data, observer) -> {
            throw new IllegalArgumentException("no luck");
        });
        assertThat(sweep.run().failures()).hasSize(2);
        assertThat(sweep.results().dataset(session, "evaluations").count()).isZero();
    }

    @Test
    void listenersAndProgressFollowTheSweep() throws InterruptedException {
        List<TrialId> ended = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        Sweep sweep = sweep().progress(lines::add).listener(new SweepListener() {
            @Override
            public void trialEnded(TrialResult result) {
                ended.add(result.id());
            }
        });
        sweep.run();
        assertThat(ended)
                .containsExactlyInAnyOrderElementsOf(
                        sweep.results().trials().stream().map(TrialRow::id).toList());
        assertThat(lines.get(lines.size() - 1)).startsWith("4/4 done, 0 running, 0 failed; lambda ");
    }

    @Test
    void errorOfAListenerIsThrownAsItIs() {
        Sweep sweep = sweep("axes.lambda=9").listener(new SweepListener() {
            @Override
            public void trialEnded(TrialResult result) {
                throw new AssertionError("no more");
            }
        });
        assertThatThrownBy(sweep::run).isExactlyInstanceOf(AssertionError.class).hasMessage("no more");
    }

    @Test
    void resultOfAnotherTrialIsAFailure() throws InterruptedException {
        Sweep sweep = sweep("axes.lambda=10", "axes.seed=1")
                .trials((spec, data, observer) -> SampleSweep.completed(
                        SampleSweep.withSeeds(1L).trials(SampleSweep.DATA).get(0)));
        assertThat(sweep.run().failures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.reason())
                        .startsWith("IllegalStateException: the function was given trial " + failure.trial()
                                + " and returned a result of "));
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void interruptedCallerStopsTheSweepWithinTwoSecondsAndKeepsWhatIsCommitted() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        Latency.assertBelow(Duration.ofSeconds(2), () -> interruptTwice("interrupted-" + tries.incrementAndGet()));
    }

    private Duration interruptTwice(String name) throws Exception {
        Sweep sweep = sweep("axes.seed=1,7").out(temporary.resolve(name));
        CountDownLatch twoDone = new CountDownLatch(2);
        CompletableFuture<Instant> ended = new CompletableFuture<>();
        Thread cell = new Thread(() -> {
            try {
                sweep.progress(line -> {}).listener(counting(twoDone)).run();
                ended.completeExceptionally(new AssertionError("not interrupted"));
            } catch (InterruptedException e) {
                ended.complete(Instant.now());
            }
        });
        cell.start();
        twoDone.await();
        Instant interrupted = Instant.now();
        cell.interrupt();
        // Else the two would be one.
        Latency.await(() -> !cell.isInterrupted());
        cell.interrupt();

        Duration took = Duration.between(interrupted, ended.join());
        assertThat(sweep.results().trials()).hasSize(2);
        assertThat(session.sparkContext().statusTracker().getActiveJobIds()).isEmpty();
        SweepOutcome rest = sweep("axes.seed=1,2").out(temporary.resolve(name)).run();
        assertThat(rest).isEqualTo(new SweepOutcome(4, 2, Map.of(TrialStatus.COMPLETED, 2), List.of(), ""));
        return took;
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void runningSweepIsCancelledByItsHandle() throws InterruptedException {
        CountDownLatch twoDone = new CountDownLatch(2);
        SweepRun run = sweep("axes.seed=1,7").listener(counting(twoDone)).start();
        twoDone.await();
        assertThat(run.isDone()).isFalse();
        run.cancel();
        assertThat(run.await()).isEqualTo(new SweepOutcome(4, 0, Map.of(TrialStatus.COMPLETED, 2), List.of(), ""));
        assertThat(run.isDone()).isTrue();
    }

    @Test
    void errorsAreThrownToTheCallerAndNothingIsWritten() {
        assertThatThrownBy(() -> Sweep.parse(YAML, "axes.lamda=1"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("axes.lambda");
        assertThatThrownBy(() -> sweep().master("nonsense")).isInstanceOf(InvalidInputException.class);
        Sweep absent = sweep("dataset=mnist").dataDirectory(temporary.resolve("none"));
        assertThatThrownBy(absent::run)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("mnist");
        assertThat(absent.directory()).doesNotExist();
    }

    @Test
    void examplesOfThePageRun() throws IOException {
        String page = Files.readString(Path.of("docs/api.md"));
        List<String> examples = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(examples.get(0).lines().filter(line -> !line.isBlank() && !line.startsWith("import")))
                .hasSizeLessThan(10);
        Path runs = temporary.resolve("runs");
        try (JavaCells cells = new JavaCells()) {
            cells.run("var spark = org.apache.spark.sql.SparkSession.active();");
            List<String> printed = examples.stream()
                    .map(example -> cells.run(example.replace("runs/", runs + "/")))
                    .toList();
            assertThat(printed.get(0)).contains("2/2 done");
        }
    }

    @Test
    void cellShowsTheFirstRowsOfADataSet() {
        assertThat(shown("SELECT id FROM range(101)"))
                .contains("<tr><td>99</td></tr>")
                .doesNotContain("<td>100</td>")
                .contains("<li>The first 100 rows.</li>");
        assertThat(shown("SELECT id FROM range(100)")).contains("<td>99</td>").doesNotContain("<li>");
        assertThat(shown("SELECT '<b>' AS text, CAST(NULL AS INT) AS none"))
                .contains("<td>&lt;b&gt;</td><td>NULL</td>");
    }

    private String shown(String query) {
        return CellOutput.of(session.sql(query)).orElseThrow().content();
    }

    private Sweep sweep(String... settings) {
        return Sweep.parse(YAML, settings)
                .out(temporary.resolve("runs of mine"))
                .on(session)
                .trials(SweepTest::pretend);
    }

    private static SweepListener counting(CountDownLatch ended) {
        return new SweepListener() {
            @Override
            public void trialEnded(TrialResult result) {
                ended.countDown();
            }
        };
    }

    private static TrialResult pretend(TrialSpec spec, Dataset data, TrialObserver observer) {
        while (spec.seed() == 7) {
            if (observer.isCancelled()) {
                throw new TrialCancelledException(spec.id());
            }
            Thread.onSpinWait();
        }
        return SampleSweep.completed(spec);
    }
}
