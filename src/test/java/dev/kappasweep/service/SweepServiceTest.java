package dev.kappasweep.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.Disk;
import dev.kappasweep.files.LocalStore;
import dev.kappasweep.run.RunState;
import dev.kappasweep.service.RefusedException.Cause;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepServiceTest {
    @TempDir
    private Path root = Path.of("");

    private RunningService running;

    @BeforeEach
    void start() {
        running = new RunningService(root, new LocalStore(Disk.LOCAL), 2);
    }

    @AfterEach
    void end() {
        running.close();
    }

    private SweepService service() {
        return running.service();
    }

    private SweepState submit(String file, String key) {
        return service()
                .submit(new Submission(file, Optional.of(key), "ada", 0))
                .sweep();
    }

    private static void requireRefused(Cause cause, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.kind()).isEqualTo(cause));
    }

    @Test
    void whatIsHandedInRunsToItsEnd() {
        String id = running.running("one");
        assertThat(service().get(id).counts().total()).isEqualTo(4);
        assertThat(service().get(id).owner()).isEqualTo("ada");
        running.launcher().complete(id);
        running.await(id, RunState.COMPLETED);
        assertThat(service().get(id).began()).isPresent();
    }

    @Test
    void namesAreReadableAndNoTwoAreTheSame() {
        assertThat(List.of(running.submit("one"), running.submit("one"), running.submit("two")))
                .containsExactly("one-1", "one-2", "two-3");
    }

    @Test
    void theSameKeyAndFileIsTheSameSweep() {
        String file = RunningService.file("one", "1");
        String id = submit(file, "k").id();
        assertThat(submit(file, "k").id()).isEqualTo(id);
        assertThat(service().list()).hasSize(1);
        requireRefused(Cause.CONFLICT, () -> submit(RunningService.file("one", "2"), "k"));
        assertThat(submit(file, "other").id()).isNotEqualTo(id);
        service().extend(id, RunningService.file("one", "1, 2"));
        assertThat(submit(file, "k").id()).as("after it was extended").isEqualTo(id);
    }

    @Test
    void aWrongFileIsRefusedAndLeavesNothing() throws IOException {
        assertThatThrownBy(() -> submit("name: one\naxes: {lambda: [-1]}", "k"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("sweep:2");
        assertThat(service().list()).isEmpty();
        try (var files = Files.list(root.resolve("queue"))) {
            assertThat(files).isEmpty();
        }
    }

    private static String search(String from) {
        return "name: s\ndataset: digits\nnetwork: {hidden: [8]}\ntraining: {epochs: 2}\nsearch: {objective: {maximise:"
                + " accuracy(inf)}, from: [" + from + "], space: {learningRate: [0.1, 0.2]}}\n";
    }

    @Test
    void aSearchMayKnowWhatOtherSweepsOfTheServerCameTo() {
        String id = running.running("one");
        assertThat(service()
                        .validate(search(id))
                        .spec()
                        .searched()
                        .orElseThrow()
                        .from())
                .containsExactly(id);
        assertThatThrownBy(() -> service().validate(search(id + ", one-99"))).hasMessageContaining("'one-99'");
    }

    @Test
    void aSearchOutlivesWhatItKnewFromTheStart() {
        String id = running.running("one");
        SweepState search = submit(search(id), "k");
        running.launcher().complete(id);
        running.await(id, RunState.COMPLETED);
        running.await(() -> isDeleted(id));
        assertThat(service().read(search(id)).spec().searched()).isPresent();
        assertThat(submit(search(id), "k").id()).isEqualTo(search.id());
        assertThat(service().extend(search.id(), search(id)).id()).isEqualTo(search.id());
        assertThatThrownBy(() -> service().extend(search.id(), search("../outside")))
                .hasMessageContaining("search is another one");
        assertThatThrownBy(() -> submit(search(id), "other")).hasMessageContaining("search.from");
    }

    /** It has learnt from them: what came after them would be another search. */
    @Test
    void failedTrialsOfASearchAreNotTriedAgain() {
        String id = submit(search(""), "k").id();
        running.await(id, RunState.RUNNING);
        running.launcher().complete(id);
        running.await(id, RunState.COMPLETED);
        requireRefused(Cause.CONFLICT, () -> service().retry(id, ""));
    }

    @Test
    void filesOfTheMachineAreNotNamed() {
        String checkpoints = RunningService.file("one", "1") + "run: {checkpointDirectory: elsewhere}\n";
        assertThatThrownBy(() -> submit(checkpoints, "k")).hasMessageContaining("run.checkpointDirectory");
        assertThatThrownBy(() -> submit(search("/etc"), "k"))
                .hasMessage("sweep: search.from: '/etc' is not allowed, expected ids of sweeps of this server");
        String outside = RunningService.file("one", "1").replace("digits", "{directory: ../../etc}");
        assertThatThrownBy(() -> submit(outside, "k")).hasMessageContaining("uploaded");
        String absolute = RunningService.file("one", "1").replace("digits", "{directory: /etc}");
        assertThatThrownBy(() -> submit(absolute, "k")).hasMessageContaining("uploaded");
        String inside = RunningService.file("one", "1").replace("digits", "{directory: mine}");
        assertThat(service().validate(inside).spec().dataset().name())
                .isEqualTo(root.resolve("data/mine").toString());
    }

    @Test
    void noMoreAreUnderWayThanAllowedAndTheMostUrgentComeFirst() {
        String first = running.running("first");
        String second = running.running("second");
        String low = running.submit("low", -1);
        String plain = running.submit("plain");
        String high = running.submit("high", 1);
        assertThat(service().get(high).state()).isEqualTo(RunState.QUEUED);
        running.launcher().complete(first);
        running.await(high, RunState.RUNNING);
        service().prioritise(low, 5);
        running.launcher().complete(second);
        running.await(low, RunState.RUNNING);
        assertThat(service().get(plain).state()).isEqualTo(RunState.QUEUED);
        assertThat(running.launcher().launched()).containsExactly(first, second, high, low);
    }

    @Test
    void aPausedSweepGivesItsPlaceAndGoesOnLater() {
        String first = running.running("first");
        running.running("second");
        String third = running.submit("third");
        service().pause(first, "lunch");
        running.await(third, RunState.RUNNING);
        assertThat(service().get(first).state()).isEqualTo(RunState.PAUSED);
        assertThat(service().get(first).reason()).isEqualTo("lunch");
        service().resume(first, "");
        assertThat(service().get(first).state()).isEqualTo(RunState.QUEUED);
        running.launcher().complete(third);
        running.await(first, RunState.RUNNING);
    }

    @Test
    void aQueuedSweepIsPausedAndCancelledAtOnce() {
        running.running("first");
        running.running("second");
        String third = running.submit("third");
        assertThat(service().pause(third, "wait").state()).isEqualTo(RunState.PAUSED);
        assertThat(service().cancel(third, "no").state()).isEqualTo(RunState.STOPPED);
        String fourth = running.submit("fourth");
        assertThat(service().cancel(fourth, "no").state()).isEqualTo(RunState.STOPPED);
        assertThat(running.launcher().launched()).hasSize(2);
    }

    @Test
    void aCancelledSweepMayBeResumed() {
        String id = running.running("one");
        service().cancel(id, "no");
        running.await(id, RunState.STOPPED);
        assertThat(service().cancel(id, "no").state()).isEqualTo(RunState.STOPPED);
        service().resume(id, "");
        running.await(id, RunState.RUNNING);
    }

    @Test
    void whatFailsSaysWhy() {
        String id = running.running("one");
        running.launcher().fail(id, new InvalidInputException("dataset: mnist is not found"));
        running.await(id, RunState.FAILED);
        assertThat(service().get(id).reason()).isEqualTo("dataset: mnist is not found");
        service().retry(id, "");
        running.await(id, RunState.RUNNING);
    }

    @Test
    void whatCannotBeIsRefused() {
        String id = running.running("one");
        requireRefused(Cause.CONFLICT, () -> service().retry(id, ""));
        requireRefused(Cause.CONFLICT, () -> service().delete(id));
        running.launcher().complete(id);
        running.await(id, RunState.COMPLETED);
        requireRefused(Cause.CONFLICT, () -> service().pause(id, ""));
        requireRefused(Cause.CONFLICT, () -> service().resume(id, ""));
        requireRefused(Cause.NOT_FOUND, () -> service().get("none-1"));
        assertThatThrownBy(() -> service().prioritise(id, 100_000)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aRunningSweepGoesOnWithItsWiderFile() {
        String id = running.running("one");
        service().extend(id, RunningService.file("one", "1, 2, 3"));
        running.await(() -> running.launcher().launched().size() == 2);
        assertThat(running.launcher().last().file().spec().grids().get(0).size())
                .isEqualTo(6);
        running.await(id, RunState.RUNNING);
    }

    @Test
    void anEndedSweepIsQueuedWithItsWiderFileAndAPausedOneStaysPaused() {
        String id = running.running("one");
        service().pause(id, "");
        running.await(id, RunState.PAUSED);
        running.await(() ->
                service().extend(id, RunningService.file("one", "1, 2, 3")).state() == RunState.PAUSED);
        assertThat(service().get(id).counts().total()).isEqualTo(6);
        service().resume(id, "");
        running.await(id, RunState.RUNNING);
        running.launcher().complete(id);
        running.await(id, RunState.COMPLETED);
        running.await(() -> running.launcher().launched().size() == 2);
        service().extend(id, RunningService.file("one", "1, 2, 3, 4"));
        running.await(() -> running.launcher().launched().size() == 3);
    }

    @Test
    void anotherSweepIsNoExtension() {
        String id = running.running("one");
        assertThatThrownBy(() -> service().extend(id, RunningService.file("one", "2, 3")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("seed was 1, 2 and is now 2, 3");
        assertThatThrownBy(() -> service().extend(id, RunningService.file("two", "1, 2")))
                .hasMessageContaining("name was one and is now two");
        assertThat(service().get(id).file()).isEqualTo(RunningService.file("one", "1, 2"));
    }

    @Test
    void aDeletedSweepLeavesNothingAndItsIdStaysItsOwn() throws IOException {
        String id = running.running("one");
        running.launcher().complete(id);
        Path results =
                Files.createDirectories(root.resolve("sweeps").resolve(id).resolve("trials"));
        Files.writeString(results.resolve("x.parquet"), "x");
        running.await(() -> isDeleted(id));
        assertThat(root.resolve("sweeps").resolve(id)).doesNotExist();
        requireRefused(Cause.NOT_FOUND, () -> service().get(id));
        running.close();
        running = RunningService.on(root);
        assertThat(service().list()).isEmpty();
        assertThat(running.submit("one")).isEqualTo("one-2");
    }

    /** It is still under way for a moment after its end. */
    private boolean isDeleted(String id) {
        try {
            service().delete(id);
            return true;
        } catch (RefusedException e) {
            return e.kind() == Cause.NOT_FOUND;
        }
    }

    @Test
    void oneDirectoryHasOneService() {
        assertThatThrownBy(() -> RunningService.on(root))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("in use by another server");
    }
}
