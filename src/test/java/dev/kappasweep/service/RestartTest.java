package dev.kappasweep.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.ForwardingDisk;
import dev.kappasweep.files.LocalStore;
import dev.kappasweep.files.RecordingDisk;
import dev.kappasweep.run.RunState;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service that was killed leaves, and what the next one makes of it. */
class RestartTest {
    @TempDir
    private Path temporary = Path.of("");

    private Path root = Path.of("");

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(temporary.resolve("disk"));
    }

    /** What was asked of a sweep and accepted. */
    private record Asked(Wanted wanted, int priority, String file) {
        static Asked of(SweepState sweep) {
            return new Asked(sweep.wanted(), sweep.priority(), sweep.file());
        }
    }

    /** What the disk holds at a moment, and what had been accepted by then and a moment later. */
    private record State(Map<String, byte[]> files, int told, String after) {}

    private final class History {
        private final RecordingDisk disk = new RecordingDisk(root);
        private final List<State> states = new ArrayList<>();
        private final Set<Integer> seen = new HashSet<>();
        private final List<Map<String, Asked>> told = new ArrayList<>(List.of(Map.of()));

        private synchronized void collect(RecordingDisk now) {
            String after = now.log().size() + ": " + now.log().get(now.log().size() - 1);
            for (Map<String, byte[]> files : now.remains()) {
                int key = 31 * told.size()
                        + files.entrySet().stream()
                                .mapToInt(file -> 31 * file.getKey().hashCode() + Arrays.hashCode(file.getValue()))
                                .reduce(1, (all, one) -> 31 * all + one);
                if (seen.add(key)) {
                    states.add(new State(files, told.size() - 1, after));
                }
            }
        }

        private synchronized void tell(SweepService service) {
            Map<String, Asked> now = new TreeMap<>();
            service.list().forEach(sweep -> now.put(sweep.id(), Asked.of(sweep)));
            told.add(now);
        }

        void run() {
            disk.afterEach(this::collect);
            try (RunningService running = new RunningService(root, new LocalStore(disk), 2)) {
                SweepService service = running.service();
                String first = running.running("first");
                tell(service);
                String second = running.running("second");
                tell(service);
                String third = running.submit("third", 3);
                tell(service);
                service.pause(third, "later");
                tell(service);
                service.pause(first, "lunch");
                tell(service);
                running.await(first, RunState.PAUSED);
                service.extend(first, RunningService.file("first", "1, 2, 3"));
                tell(service);
                service.resume(first, "");
                tell(service);
                service.cancel(second, "wrong");
                tell(service);
                running.await(second, RunState.STOPPED);
                running.await(first, RunState.RUNNING);
                running.launcher().complete(first);
                running.await(first, RunState.COMPLETED);
                service.extend(first, RunningService.file("first", "1, 2, 3, 4"));
                tell(service);
                service.prioritise(third, -7);
                tell(service);
                service.delete(third);
                tell(service);
            }
        }
    }

    @Test
    void aRootThatCannotBeUsedIsSaidInOneLine() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> RunningService.on(file.resolve("root")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("root: " + file)
                .hasMessageEndingWith("expected a directory that can be read and written");
    }

    @Test
    void whereverItIsKilledNothingAcceptedIsLost() {
        History history = new History();
        history.run();
        assertThat(history.states.size()).isGreaterThan(50);
        for (int i = 0; i < history.states.size(); i++) {
            State state = history.states.get(i);
            Path place = temporary.resolve("after-" + i);
            RecordingDisk.restore(state.files(), place);
            try (RunningService again = new RunningService(place, new LocalStore(new ForwardingDisk()), 16)) {
                requireNothingLost(again, history.told, state);
            }
        }
    }

    /** Each sweep is as it was when the last answer was given, or as the request that was just being met wants it. */
    private static void requireNothingLost(RunningService again, List<Map<String, Asked>> told, State state) {
        Map<String, Asked> before = told.get(state.told());
        Map<String, Asked> next = told.get(Math.min(state.told() + 1, told.size() - 1));
        Map<String, Asked> found = new TreeMap<>();
        again.service().list().forEach(sweep -> found.put(sweep.id(), Asked.of(sweep)));
        assertThat(again.service().notices()).as(state.after()).isEmpty();
        Set<String> ids = new HashSet<>(before.keySet());
        ids.addAll(next.keySet());
        ids.addAll(found.keySet());
        for (String id : ids) {
            assertThat(Optional.ofNullable(found.get(id)))
                    .as("%s of %s", id, state.after())
                    .isIn(Optional.ofNullable(before.get(id)), Optional.ofNullable(next.get(id)));
        }
        again.service().list().forEach(sweep -> requireSettled(again, sweep));
    }

    /** No sweep stays in a passing state: it runs, or it is where it was wanted. */
    private static void requireSettled(RunningService again, SweepState sweep) {
        Set<RunState> settled = switch (sweep.wanted()) {
            case RUN -> Set.of(RunState.RUNNING, RunState.COMPLETED);
            case PAUSED -> Set.of(RunState.PAUSED);
            case STOPPED -> Set.of(RunState.STOPPED);
        };
        again.await(() -> settled.contains(again.service().get(sweep.id()).state()));
    }

    @Test
    void whatRanGoesOnAndWhatHadEndedStays() {
        String runs;
        String done;
        String paused;
        try (RunningService running = RunningService.on(root)) {
            runs = running.running("runs");
            done = running.running("done");
            paused = running.running("paused");
            running.launcher().complete(done);
            running.await(done, RunState.COMPLETED);
            running.service().pause(paused, "lunch");
            running.await(paused, RunState.PAUSED);
        }
        try (RunningService again = RunningService.on(root)) {
            again.await(runs, RunState.RUNNING);
            assertThat(again.service().get(done).state()).isEqualTo(RunState.COMPLETED);
            assertThat(again.service().get(done).counts().total()).isEqualTo(4);
            assertThat(again.service().get(done).counts().ended(TrialStatus.COMPLETED))
                    .isEqualTo(1);
            assertThat(again.service().get(done).counts().best()).isPresent();
            assertThat(again.service().get(paused).state()).isEqualTo(RunState.PAUSED);
            assertThat(again.service().get(paused).reason()).isEqualTo("lunch");
            assertThat(again.launcher().launched()).containsExactly(runs);
        }
    }

    @Test
    void aDamagedEntryIsToldAndKeepsNoOtherFromGoingOn() throws IOException {
        String id;
        try (RunningService running = RunningService.on(root)) {
            id = running.running("one");
        }
        Files.writeString(root.resolve("queue/broken-7.json"), "{\"version\": 1");
        try (RunningService again = RunningService.on(root)) {
            again.await(id, RunState.RUNNING);
            assertThat(again.service().notices()).singleElement().asString().contains("broken-7.json");
            assertThat(again.submit("next")).isEqualTo("next-8");
        }
        assertThat(root.resolve("queue/broken-7.json")).hasContent("{\"version\": 1");
    }

    @Test
    void aRequestThatCannotBeKeptIsNotAccepted() {
        class FullDisk extends ForwardingDisk {
            private boolean isFull;

            @Override
            public void before(String operation, Path path, Path to) throws IOException {
                if (isFull && operation.equals("write")) {
                    throw new IOException("no space left");
                }
            }
        }
        FullDisk disk = new FullDisk();
        try (RunningService running = new RunningService(root, new LocalStore(disk), 2)) {
            String id = running.running("one");
            disk.isFull = true;
            assertThatThrownBy(() -> running.service().pause(id, "")).hasMessageContaining("cannot be kept");
            assertThatThrownBy(() -> running.submit("two")).hasMessageContaining("cannot be kept");
            assertThat(running.service().get(id).state()).isEqualTo(RunState.RUNNING);
            assertThat(running.service().list()).hasSize(1);
            disk.isFull = false;
            running.service().pause(id, "");
            running.await(id, RunState.PAUSED);
        }
    }
}
