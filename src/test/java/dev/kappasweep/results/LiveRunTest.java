package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.run.RunningTrial;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveRunTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Holder ELSEWHERE = new Holder("another-host", 42, START);

    @TempDir
    private Path directory = Path.of("");

    private static LiveRun after(Duration time, double secondsLeft) {
        return new LiveRun(ELSEWHERE, START.plus(time), secondsLeft, List.of());
    }

    @Test
    void timeLeftRunsOnAfterTheHeartbeat() {
        LiveRun run = after(Duration.ofSeconds(30), 90);
        assertThat(run.secondsLeft(START.plusSeconds(30))).hasValue(90);
        assertThat(run.secondsLeft(START.plusSeconds(32))).hasValue(88);
        assertThat(run.secondsLeft(START.plusSeconds(200))).hasValue(0);
        assertThat(run.secondsLeft(START)).as("clocks that differ").hasValue(90);
        assertThat(after(Duration.ZERO, LiveRun.UNKNOWN).secondsLeft(START)).isEmpty();
    }

    @Test
    void whatAnEarlierVersionSaidIsReadWithoutATime() throws IOException {
        LiveRunFile file = new LiveRunFile(directory);
        file.write(after(Duration.ZERO, 0.25));
        Path json = directory.resolve("progress.json");
        Files.writeString(json, Files.readString(json).replace("secondsLeft", "share"));
        assertThat(file.read()).contains(after(Duration.ZERO, LiveRun.UNKNOWN));
    }

    @Test
    void aProcessElsewhereIsAliveForAMinuteAfterItsLastSign() {
        LiveRun run = after(Duration.ofHours(1), 0.5);
        Instant heartbeat = run.heartbeat();
        assertThat(run.isAlive(heartbeat.plusSeconds(59))).isTrue();
        assertThat(run.isAlive(heartbeat.plusSeconds(60))).isFalse();
        assertThat(run.silence(heartbeat.plusSeconds(61))).hasSeconds(61);
        assertThat(run.silence(heartbeat.minusSeconds(5)))
                .as("clocks that differ")
                .isZero();
    }

    @Test
    void aProcessOfThisHostIsAliveUntilItHasEnded() throws Exception {
        Instant longAgo = Instant.now();
        LiveRun own = new LiveRun(Holder.current(), longAgo, 0.5, List.of());
        assertThat(own.isAlive(longAgo.plus(Duration.ofDays(1)))).isTrue();
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        Holder gone = new Holder(Holder.current().host(), process.pid(), Instant.now());
        assertThat(new LiveRun(gone, longAgo, 0.5, List.of()).isAlive(longAgo)).isFalse();
    }

    @Test
    void secondsAreNotNegative() {
        assertThat(after(Duration.ZERO, 0).secondsLeft()).isZero();
        for (double seconds : new double[] {-0.01, -2, Double.NaN}) {
            assertThatThrownBy(() -> after(Duration.ZERO, seconds))
                    .hasMessage("secondsLeft: " + seconds
                            + " is not allowed, expected a number of 0 or more, or -1.0 where it is not known");
        }
    }

    @Test
    void theFileIsReadBackAsItWasAndIsGoneWhenDeleted() throws IOException {
        LiveRunFile file = new LiveRunFile(directory);
        assertThat(file.read()).isEmpty();
        LiveRun run = new LiveRun(
                ELSEWHERE,
                START.plusSeconds(9),
                0.125,
                List.of(new RunningTrial(new TrialId("0123456789abcdef"), START, 2, 3, 4)));
        file.write(run);
        assertThat(file.read()).contains(run);
        Files.writeString(directory.resolve("progress.json"), "{\"share\": 2");
        assertThatThrownBy(file::read)
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("progress.json is damaged")
                .hasMessageContaining("it may be deleted when nothing runs");
        file.delete();
        assertThat(file.read()).isEmpty();
        file.delete();
    }
}
