package dev.kappasweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.SweepOutcome;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.sweep.TrialText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepLogTest {
    private static final TrialSpec TRIAL =
            SampleSweep.withSeeds(1L).trials(SampleSweep.DATA).get(1);

    private static final TrialText TEXT = new TrialText(SampleSweep.withSeeds(1L));

    @Test
    void logHasALineForEveryTrialAndIsContinued(@TempDir Path directory) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
        List<TrialResult> results =
                List.of(SampleSweep.completed(TRIAL), SampleSweep.unfinished(TRIAL, TrialStatus.DIVERGED, "because"));
        for (TrialResult result : results) {
            try (SweepLog log = SweepLog.open(directory, TEXT, Optional.empty(), clock)) {
                log.started(new RunProgress(3, 0, List.of(TRIAL), 1, trial -> 1, clock));
                log.trialEnded(result);
            }
        }
        String id = TRIAL.id().text();
        assertThat(Files.readAllLines(directory.resolve("sweep.log")))
                .containsExactly(
                        "2026-01-02T03:04:05Z started: 3 trials, 0 already done",
                        "2026-01-02T03:04:05Z " + id
                                + " COMPLETED in 13 s, attempt 2: lambda 0.1 seed 1: kappa(W1) 9.50, accuracy 97.50 %",
                        "2026-01-02T03:04:05Z started: 3 trials, 0 already done",
                        "2026-01-02T03:04:05Z " + id + " DIVERGED (because) in 0.5 s, attempt 1: lambda 0.1 seed 1");
    }

    /** Whoever looks at its last line only knows whether the sweep is done. */
    @Test
    void lastLineSaysHowTheRunEnded(@TempDir Path directory) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        SweepOutcome done =
                new SweepOutcome(4, 1, Map.of(TrialStatus.COMPLETED, 2, TrialStatus.TIMED_OUT, 1), List.of(), "");
        SweepOutcome cancelled = new SweepOutcome(4, 1, Map.of(), List.of(), "");
        SweepOutcome stopped = new SweepOutcome(4, 1, Map.of(TrialStatus.FAILED, 1), List.of(), "one failed");
        try (SweepLog log = SweepLog.open(directory, TEXT, Optional.empty(), clock)) {
            log.ended(done);
            log.ended(cancelled);
            log.ended(stopped);
            log.broken(new IllegalStateException("no disk"));
        }
        assertThat(Files.readAllLines(directory.resolve("sweep.log")))
                .containsExactly(
                        "2026-01-02T03:04:05Z ended: 2 completed, 1 timed out",
                        "2026-01-02T03:04:05Z interrupted: nothing run, 3 not run; the same command goes on",
                        "2026-01-02T03:04:05Z stopped, because one failed: 1 failed, 2 not run; the same command goes on",
                        "2026-01-02T03:04:05Z broken off: java.lang.IllegalStateException: no disk; the same command goes on");
    }

    @Test
    void whatStartedARunGoesOnWithIt(@TempDir Path directory) throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
        try (SweepLog log = SweepLog.open(directory, TEXT, Optional.of("kappasweep run a.yaml in /home/me"), clock)) {
            log.started(new RunProgress(3, 0, List.of(TRIAL), 1, trial -> 1, clock));
            log.ended(new SweepOutcome(4, 1, Map.of(), List.of(), ""));
            log.ended(new SweepOutcome(1, 0, Map.of(TrialStatus.COMPLETED, 1), List.of(), ""));
        }
        assertThat(Files.readAllLines(directory.resolve("sweep.log")))
                .containsExactly(
                        "2026-01-02T03:04:05Z started: 3 trials, 0 already done; by kappasweep run a.yaml in /home/me",
                        "2026-01-02T03:04:05Z interrupted: nothing run, 3 not run; go on by kappasweep run a.yaml in /home/me",
                        "2026-01-02T03:04:05Z ended: 1 completed");
    }
}
