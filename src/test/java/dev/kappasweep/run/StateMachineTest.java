package dev.kappasweep.run;

import static dev.kappasweep.run.RunState.COMPLETED;
import static dev.kappasweep.run.RunState.FAILED;
import static dev.kappasweep.run.RunState.PAUSED;
import static dev.kappasweep.run.RunState.PAUSING;
import static dev.kappasweep.run.RunState.QUEUED;
import static dev.kappasweep.run.RunState.RUNNING;
import static dev.kappasweep.run.RunState.STARTING;
import static dev.kappasweep.run.RunState.STOPPED;
import static dev.kappasweep.run.RunState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StateMachineTest {
    private final Deque<Runnable> untold = new ArrayDeque<>();
    private long now = 10;
    private final StateMachine machine = new StateMachine(QUEUED, untold::add, new SecondsClock(() -> now));

    private void tell() {
        while (!untold.isEmpty()) {
            untold.removeFirst().run();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED, STARTING PAUSED STOPPED FAILED",
        "STARTING, RUNNING PAUSING STOPPING COMPLETED FAILED",
        "RUNNING, PAUSING STOPPING COMPLETED FAILED",
        "PAUSING, PAUSED STOPPING COMPLETED FAILED",
        "PAUSED, QUEUED STOPPED",
        "STOPPING, COMPLETED STOPPED FAILED",
        "COMPLETED, QUEUED",
        "STOPPED, QUEUED",
        "FAILED, QUEUED"
    })
    void statesFollowEachOther(RunState from, String to) {
        assertThat(Arrays.stream(RunState.values()).filter(from::mayBecome))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(to.split(" ")).map(RunState::valueOf).toList());
    }

    @ParameterizedTest
    @EnumSource
    void whatPassesEndsWithoutAnybodysHelp(RunState state) {
        assertThat(state.isPassing())
                .isEqualTo(Set.of(STARTING, PAUSING, STOPPING).contains(state));
        assertThat(state.isEnd()).isEqualTo(Set.of(COMPLETED, STOPPED, FAILED).contains(state));
        Set<RunState> next =
                Arrays.stream(RunState.values()).filter(state::mayBecome).collect(Collectors.toSet());
        assertThat(next).doesNotContain(state);
        if (state.isPassing()) {
            assertThat(next).contains(FAILED);
        }
    }

    @Test
    void aChangeHasItsReasonAndItsTime() {
        now = 20;
        machine.become(STARTING, "");
        now = 30;
        machine.become(FAILED, "no data");
        assertThat(machine.last()).isEqualTo(new StateMachine.Change(FAILED, "no data", Instant.ofEpochSecond(30)));
        now = 40;
        machine.become(FAILED, "again");
        assertThat(machine.last().at()).isEqualTo(Instant.ofEpochSecond(30));
    }

    @Test
    void whatCannotFollowIsRefused() {
        assertThatThrownBy(() -> machine.become(RUNNING, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a run that is QUEUED cannot become RUNNING");
        assertThat(machine.become(Set.of(RUNNING, STARTING), STOPPING, "")).isFalse();
        assertThat(machine.become(Set.of(QUEUED), COMPLETED, "")).isFalse();
        assertThat(machine.state()).isEqualTo(QUEUED);
        assertThat(machine.become(Set.of(QUEUED, RUNNING), STARTING, "")).isTrue();
    }

    @Test
    void listenersHearTheStateAndThenEveryChangeInOrderAndNotOnTheThreadThatChanges() {
        List<RunState> heard = new ArrayList<>();
        machine.listen(change -> heard.add(change.state()));
        machine.become(STARTING, "");
        machine.become(RUNNING, "");
        assertThat(heard).isEmpty();
        tell();
        assertThat(heard).containsExactly(QUEUED, STARTING, RUNNING);
        machine.become(PAUSING, "");
        List<RunState> late = new ArrayList<>();
        machine.listen(change -> late.add(change.state()));
        machine.become(PAUSED, "");
        tell();
        assertThat(heard).containsExactly(QUEUED, STARTING, RUNNING, PAUSING, PAUSED);
        assertThat(late).containsExactly(PAUSING, PAUSED);
    }

    @Test
    void waitsForAState() throws Exception {
        assertThat(machine.await(state -> state == RUNNING, Duration.ofMillis(5)))
                .isFalse();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            machine.become(STARTING, "");
            machine.become(RUNNING, "");
        });
        assertThat(machine.await(state -> state == RUNNING, Duration.ofMinutes(1)))
                .isTrue();
        other.get(1, TimeUnit.MINUTES);
    }

    @Test
    void ofManyThatChangeAtOnceOneDoes() throws Exception {
        AtomicInteger changed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 100; i++) {
            threads.execute(() -> {
                if (machine.become(Set.of(QUEUED), STARTING, "")) {
                    changed.incrementAndGet();
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(changed).hasValue(1);
    }
}
