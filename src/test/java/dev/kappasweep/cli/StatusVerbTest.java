package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.Latency;
import dev.kappasweep.api.LiveReport;
import dev.kappasweep.results.Holder;
import dev.kappasweep.results.LiveRun;
import dev.kappasweep.results.LiveRunFile;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs status and describe. */
class StatusVerbTest {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L, 2L, 3L);
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);

    @TempDir
    private Path directory = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** Trial 0 is completed, 1 diverged, 2 failed; 3 to 5 have no result. */
    @BeforeEach
    void commitSome() throws IOException {
        try (ResultStore store = ResultStore.open(directory, SWEEP, SampleSweep.DATA)) {
            store.commit(SampleSweep.completed(TRIALS.get(0)), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(1), TrialStatus.DIVERGED, "loss was NaN"), "4.1.0");
            store.commit(SampleSweep.unfinished(TRIALS.get(2), TrialStatus.FAILED, "no luck"), "4.1.0");
        }
        Files.writeString(
                directory.resolve("sweep.log"),
                "2026-01-02T03:04:05Z started: 6 trials, 0 already done\n2026-01-02T03:04:06Z " + id(2)
                        + " FAILED (no luck) in 1 s, attempt 1: lambda 0.1 seed 2\n");
    }

    private static TrialId id(int trial) {
        return TRIALS.get(trial).id();
    }

    @Test
    void everyTrialOfAStoppedSweepIsCountedOnce() {
        assertThat(run("status", directory.toString())).isZero();
        assertThat(out.toString().lines())
                .startsWith(
                        "sweep sample in " + directory + ": not running",
                        "6 trials, 1 completed, 1 diverged, 0 dead, 1 failed, 0 timed out, 0 running, 3 pending",
                        "about 50 s left on one core")
                .containsSubsequence("slowest", "  " + id(0) + "  13 s  lambda 0 seed 1")
                .containsSubsequence("diverged", "  " + id(1) + "  loss was NaN (attempt 1)  lambda 0 seed 2")
                .containsSubsequence(
                        "failed",
                        "  " + id(2) + "  no luck (attempt 1)  lambda "
                                + TRIALS.get(2).strength() + " seed "
                                + TRIALS.get(2).seed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1e400", "\"NaN\""})
    void progressThatCannotBeIsDamage(String seconds) throws IOException {
        Path file = directory.resolve("progress.json");
        new LiveRunFile(directory).write(new LiveRun(Holder.current(), Instant.now(), 0.25, List.of()));
        Files.writeString(file, Files.readString(file).replace("0.25", seconds));

        assertThat(run("status", directory.toString())).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("kappasweep: results: " + file + " is damaged (")
                .contains("secondsLeft");
    }

    @Test
    void aTrialThatTookTooLongIsNamedWithItsReason() {
        String reason = "timed out after 0.2 s (run.timeout)";
        try (ResultStore store = ResultStore.open(directory, SWEEP, SampleSweep.DATA)) {
            store.commit(SampleSweep.unfinished(TRIALS.get(4), TrialStatus.TIMED_OUT, reason), "4.1.0");
        }
        assertThat(run("status", directory.toString())).isZero();
        assertThat(out.toString().lines())
                .containsSubsequence("timed out", "  " + id(4) + "  " + reason + " (attempt 1)  lambda 0.1 seed 2");
        out.getBuffer().setLength(0);
        assertThat(run("status", directory.toString(), "--json")).isZero();
        assertThat(Json.parse(out.toString()).get("timedOut").findValuesAsText("reason"))
                .containsExactly(reason);
    }

    @Test
    void runningTrialsAndTimeLeftAreThoseThatTheRunningProcessTells() throws IOException {
        Instant now = Instant.now();
        Holder holder =
                new Holder(Holder.current().host(), ProcessHandle.current().pid(), now.minusSeconds(100));
        // The failed trial is in training again, and the completed one has ended since the heartbeat.
        List<RunningTrial> running = List.of(
                new RunningTrial(id(0), now.minusSeconds(40), 1, 1, 2),
                new RunningTrial(id(2), now.minusSeconds(30), 1, 1, 2),
                new RunningTrial(id(3), now.minusSeconds(20), 2, 0, 2));
        new LiveRunFile(directory).write(new LiveRun(alive(holder), now, 3600, running));

        assertThat(run("status", directory.toString(), "--json")).isZero();
        JsonNode json = Json.parse(out.toString());
        assertThat(json.get("isRunning").booleanValue()).isTrue();
        assertThat(json.get("process").get("pid").longValue())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(json.get("counts").toString())
                .isEqualTo(
                        "{\"COMPLETED\":1,\"DIVERGED\":1,\"DEAD\":0,\"FAILED\":0,\"TIMED_OUT\":0,\"STOPPED_EARLY\":0,\"running\":2,\"pending\":2}");
        assertThat(json.get("secondsLeft").doubleValue()).isPositive();
        assertThat(json.get("running").findValuesAsText("trial")).containsExactly(id(2).text(), id(3).text());
        assertThat(json.get("running").get(1).get("attempt").intValue()).isEqualTo(2);
        assertThat(json.get("failed")).isEmpty();
    }

    @Test
    void watchingEndsWithTheRun() throws Exception {
        LiveRunFile file = new LiveRunFile(directory);
        file.write(new LiveRun(alive(Holder.current()), Instant.now(), 5000, List.of()));
        CompletableFuture<Integer> watching =
                CompletableFuture.supplyAsync(() -> run("status", "--watch", "--every", "0.01", directory.toString()));
        Latency.await(() -> printed() > 2);
        file.delete();
        assertThat(watching.get(1, TimeUnit.MINUTES)).isZero();
        assertThat(out.toString().lines().filter(line -> line.contains(": not running")))
                .hasSize(1);
        assertThat(out.toString()).contains("about 83 min left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "Infinity", "NaN"})
    void timesThatCannotBeWaitedAreRefused(String seconds) {
        assertThat(run("status", directory.toString(), "--watch", "--every=" + seconds))
                .isEqualTo(2);
        assertThat(err.toString().lines()).singleElement().asString().startsWith("kappasweep: --every: ");
    }

    private long printed() {
        return out.toString().lines().filter(line -> line.startsWith("sweep ")).count();
    }

    @Test
    void whereNothingRunsWatchingIsLookingOnce() {
        assertThat(run("status", directory.toString(), "--watch")).isZero();
        assertThat(printed()).isEqualTo(1);
    }

    /** The same process, held since it started at the earliest, or it would be taken for another of the same id. */
    private static Holder alive(Holder holder) {
        Instant start = ProcessHandle.current().info().startInstant().orElse(holder.since());
        return start.isAfter(holder.since()) ? new Holder(holder.host(), holder.pid(), start) : holder;
    }

    @Test
    void processThatWasKilledIsNamedAndItsTrialsArePending() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        Instant then = Instant.parse("2026-01-02T03:04:05Z");
        Holder holder = new Holder(Holder.current().host(), process.pid(), then);
        List<RunningTrial> running = List.of(new RunningTrial(id(3), then, 1, 1, 2));
        new LiveRunFile(directory).write(new LiveRun(holder, then, 0.25, running));

        assertThat(run("status", directory.toString())).isZero();
        assertThat(out.toString())
                .contains("not running; " + holder.text() + " ended without a word, last heard of " + then)
                .contains("0 running, 3 pending")
                .doesNotContain("\nrunning");
    }

    @Test
    void reportOfARunIsThereWhileItRunsAndGoneAfter() throws Exception {
        LiveRunFile file = new LiveRunFile(directory);
        List<TrialSpec> toRun = TRIALS.subList(3, 6);
        try (LiveReport report = LiveReport.start(directory, Clock.systemUTC())) {
            assertThat(report.now().secondsLeft()).isEqualTo(LiveRun.UNKNOWN);
            RunProgress progress = new RunProgress(6, 3, toRun, 2, trial -> 2, Clock.systemUTC());
            report.started(progress);
            progress.trialStarted(id(3));
            progress.trialStarted(id(4));
            progress.trialStarted(id(4));
            progress.epochEnded(id(4), EpochMeasurement.of(1, 0.5, 0, 1, 1));
            progress.trialEnded(SampleSweep.completed(TRIALS.get(3)));

            LiveRun now = report.now();
            assertThat(now.secondsLeft()).isPositive();
            assertThat(now.running()).singleElement().satisfies(trial -> {
                assertThat(trial.trial()).isEqualTo(id(4));
                assertThat(trial.attempt()).isEqualTo(2);
                assertThat(trial.epoch()).isEqualTo(1);
                assertThat(trial.epochs()).isEqualTo(2);
            });
            Latency.await(() -> file.read().isPresent());
        }
        assertThat(file.read()).isEmpty();
        assertThat(directory.toFile().list((parent, name) -> name.startsWith(".progress")))
                .isEmpty();
    }

    @Test
    void reportThatCannotBeWrittenStopsNothing() {
        LiveReport report = LiveReport.start(directory.resolve("gone"), Clock.systemUTC());
        report.close();
        assertThat(directory.resolve("gone")).doesNotExist();
    }

    @Test
    void processOnAnotherHostIsAliveAsLongAsItIsHeardOf() {
        Instant now = Instant.parse("2026-01-02T03:04:05Z");
        Holder elsewhere = new Holder("another-host", 1, now.minusSeconds(1000));
        assertThat(new LiveRun(elsewhere, now.minusSeconds(50), 0, List.of()).isAlive(now))
                .isTrue();
        assertThat(new LiveRun(elsewhere, now.minusSeconds(70), 0, List.of()).isAlive(now))
                .isFalse();
        assertThat(new LiveRun(elsewhere, now.plusSeconds(5), 0, List.of()).silence(now))
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void trialIsDescribedWholeByTheFirstDigitsOfItsId() {
        assertThat(run("describe", directory.toString(), id(0).text().substring(0, 8)))
                .isZero();
        assertThat(out.toString().lines())
                .startsWith("trial " + id(0) + " of sweep sample: COMPLETED", "", "asked")
                .contains("outcome", "environment", "epochs", "layers", "evaluations")
                .anyMatch(line -> line.matches("  regularizer.solver +lanczos\\(12\\)"))
                .anyMatch(line -> line.matches("  weightsSha256 +(ab){32}"))
                .anyMatch(line -> line.matches("  attempt +2"))
                .anyMatch(line -> line.matches("  cpu +a CPU"))
                .anyMatch(line -> line.matches("  spark +4.1.0"))
                .anyMatch(line -> line.matches("  epoch +trainLoss +penalty .*"))
                .anyMatch(line -> line.matches("  2 +0.25 +0.0625 +6.0 +1000.*"))
                .anyMatch(line -> line.matches("  0 +W1 +16 +64 .* -"))
                .anyMatch(line -> line.matches("  0 +W2 +8 +16 +NaN .* 3"))
                .anyMatch(line -> line.matches("  0.5 +accuracy +0.5 +10000 +5.*"));
    }

    @Test
    void failedAndPendingTrialsAreDescribedByWhatIsKnown() {
        assertThat(run("describe", directory.toString(), id(2).text())).isZero();
        assertThat(out.toString())
                .contains("of sweep sample: FAILED", "no luck")
                .contains("log\n  2026-01-02T03:04:06Z " + id(2) + " FAILED (no luck)");
        out.getBuffer().setLength(0);
        assertThat(run("describe", directory.toString(), id(5).text(), "--json"))
                .isZero();
        JsonNode json = Json.parse(out.toString());
        assertThat(json.get("state").textValue()).isEqualTo("pending");
        assertThat(json.get("spec").get("seed").longValue()).isEqualTo(3);
        assertThat(json.has("outcome")).isFalse();
    }

    @Test
    void idThatIsNotOfOneTrialIsRefused() {
        assertThat(run("describe", directory.toString(), "")).isEqualTo(2);
        assertThat(run("describe", directory.toString(), "../..")).isEqualTo(2);
        assertThat(run("describe", directory.toString(), "0".repeat(16))).isEqualTo(2);
        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("kappasweep: TRIAL: '"))
                .last()
                .asString()
                .endsWith("is the beginning of no trial, expected exactly one");
    }

    @Test
    void beginningOfSeveralIdsIsRefusedWithTheirNames() {
        List<TrialId> ids = List.of(new TrialId("ab00000000000000"), new TrialId("ab10000000000000"));
        assertThat(TrialIds.find("ab1", ids)).isEqualTo(ids.get(1));
        assertThatThrownBy(() -> TrialIds.find("ab", ids))
                .hasMessage("TRIAL: 'ab' is the beginning of 2 trials (ab00000000000000, ab10000000000000),"
                        + " expected exactly one");
    }

    private int run(String... arguments) {
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), false, () -> 80, false);
        return Main.run(arguments, console, (spec, data, observer) -> {
            throw new AssertionError("no trial is to run");
        });
    }
}
