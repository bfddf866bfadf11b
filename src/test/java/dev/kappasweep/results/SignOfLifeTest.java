package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignOfLifeTest {
    private static final Instant COMMIT = Instant.parse("2026-01-02T03:04:05Z");
    private static final Holder ELSEWHERE = new Holder("elsewhere", 42, COMMIT);

    @TempDir
    private Path directory = Path.of("");

    private final List<String> notices = new ArrayList<>();
    private Instant now = COMMIT;

    private void entry(long number, Commit.Event event, Holder holder) throws IOException {
        Path entries = Files.createDirectories(directory.resolve(CommitLog.DIRECTORY));
        Files.write(
                entries.resolve(CommitFile.name(number)),
                CommitFile.bytes(new Commit(
                        number,
                        "writer",
                        COMMIT,
                        event,
                        holder,
                        Commit.isWhole(number) ? Optional.of(List.of()) : Optional.empty(),
                        List.of(),
                        List.of())));
    }

    private void await(SignOfLife.Pause pause) throws IOException {
        SignOfLife.awaitSilence(
                directory,
                () -> now,
                time -> {
                    now = now.plus(time);
                    pause.of(time);
                },
                notices::add);
    }

    @Test
    void theLastSignIsTheCommitOrWhatTheSameProcessHasSaidSince() throws IOException {
        assertThat(SignOfLife.last(directory)).isEmpty();
        entry(1, Commit.Event.OPENED, ELSEWHERE);
        assertThat(SignOfLife.last(directory)).hasValue(new SignOfLife(ELSEWHERE, COMMIT));
        new LiveRunFile(directory).write(new LiveRun(ELSEWHERE, COMMIT.plusSeconds(7), 0, List.of()));
        assertThat(SignOfLife.last(directory)).hasValue(new SignOfLife(ELSEWHERE, COMMIT.plusSeconds(7)));
        Holder other = new Holder("elsewhere", 43, COMMIT);
        new LiveRunFile(directory).write(new LiveRun(other, COMMIT.plusSeconds(9), 0, List.of()));
        assertThat(SignOfLife.last(directory)).hasValue(new SignOfLife(ELSEWHERE, COMMIT));
    }

    @Test
    void whoHasClosedTheDirectoryOrEndedOnThisHostGivesNone() throws IOException {
        entry(1, Commit.Event.OPENED, ELSEWHERE);
        entry(2, Commit.Event.CLOSED, ELSEWHERE);
        assertThat(SignOfLife.last(directory)).isEmpty();
        Holder here = Holder.current();
        entry(3, Commit.Event.OPENED, new Holder(here.host(), here.pid(), Instant.EPOCH));
        assertThat(SignOfLife.last(directory))
                .as("its number is that of a later process")
                .isEmpty();
    }

    @Test
    void aMinuteOfSilenceIsFreshNoMore() {
        SignOfLife sign = new SignOfLife(ELSEWHERE, COMMIT);
        assertThat(sign.isFresh(COMMIT.minusSeconds(5))).as("of a clock ahead").isTrue();
        assertThat(sign.isFresh(COMMIT.plusMillis(59_999))).isTrue();
        assertThat(sign.isFresh(COMMIT.plusSeconds(60))).isFalse();
    }

    @Test
    void whoIsToGoOnWaitsForTheRestOfTheMinuteAndSaysSoOnce() throws IOException {
        entry(1, Commit.Event.OPENED, ELSEWHERE);
        now = COMMIT.plusSeconds(20);
        await(time -> assertThat(time).isEqualTo(Duration.ofSeconds(40)));
        assertThat(now).isEqualTo(COMMIT.plusSeconds(60));
        assertThat(notices)
                .containsExactly("waiting 40 s to see whether the run that has " + directory
                        + " (elsewhere, process 42, since 2026-01-02T03:04:05Z) still lives");
    }

    @Test
    void whoIsSeenToLiveIsNotWaitedForAgain() throws IOException {
        entry(1, Commit.Event.OPENED, ELSEWHERE);
        await(time -> {
            try {
                new LiveRunFile(directory).write(new LiveRun(ELSEWHERE, now, 0, List.of()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(notices).hasSize(1);
        assertThat(SignOfLife.last(directory))
                .hasValueSatisfying(sign -> assertThat(sign.isFresh(now)).isTrue());
    }

    @Test
    void nobodyWaitsForADirectoryThatIsFree() throws IOException {
        await(time -> assertThat(time).isZero());
        entry(1, Commit.Event.CLOSED, ELSEWHERE);
        await(time -> assertThat(time).isZero());
        assertThat(notices).isEmpty();
    }
}
