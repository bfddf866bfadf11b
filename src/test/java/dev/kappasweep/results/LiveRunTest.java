package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    private static LiveRun after(Duration time, double share) {
        return new LiveRun(ELSEWHERE, START.plus(time), share, List.of());
    }

    @Test
    void theRestTakesAsLongAsItsShareAtThePaceSoFar() {
        assertThat(after(Duration.ofSeconds(30), 0.25).secondsLeft()).hasValue(90);
        assertThat(after(Duration.ofMillis(1500), 0.75).secondsLeft()).hasValue(0.5);
        assertThat(after(Duration.ofSeconds(30), 1).secondsLeft()).hasValue(0);
        assertThat(after(Duration.ofSeconds(30), 0).secondsLeft()).isEmpty();
        assertThat(after(Duration.ZERO, 0.5).secondsLeft()).isEmpty();
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
    void aShareIsAFraction() {
        assertThat(after(Duration.ZERO, 0).share()).isZero();
        assertThat(after(Duration.ZERO, 1).share()).isEqualTo(1);
        for (double share : new double[] {-0.01, 1.01, Double.NaN}) {
            assertThatThrownBy(() -> after(Duration.ZERO, share))
                    .hasMessage("share: " + share + " is not allowed, expected a number from 0 to 1");
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
                List.of(new LiveRun.RunningTrial(new TrialId("0123456789abcdef"), START, 2, 3, 4)));
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
