package dev.kappasweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest {
    private static final double EVER = 1e8;
    private static final int MOST_UNKEPT = 20_000;

    private final Map<String, StateMachine> states = new HashMap<>();
    private final Map<String, List<TrialId>> told = new HashMap<>();
    private final Map<String, Double> endedAt = new HashMap<>();
    private final List<TrialResult> ends = new ArrayList<>();
    private ToDoubleFunction<TrialSpec> cost = trial -> 0;
    private double slotsOfTrial = 1;
    private SimulatedCluster cluster = new SimulatedCluster(4, (run, trial) -> 10.0);
    private Dispatcher dispatcher = cluster.dispatcher();

    private void on(SimulatedCluster other) {
        cluster = other;
        dispatcher = other.dispatcher();
    }

    /** An even number. */
    private static List<TrialSpec> trials(int count) {
        long[] seeds = LongStream.rangeClosed(1, count / 2).toArray();
        return SampleSweep.withSeeds(LongStream.of(seeds).boxed().toArray(Long[]::new))
                .trials(SampleSweep.DATA);
    }

    private void add(String run, int trials, int priority) {
        add(run, new GridSource(trials(trials)), priority);
    }

    private void add(String run, TrialSource source, int priority) {
        StateMachine state = new StateMachine(RunState.STARTING, Runnable::run, cluster.clock());
        state.listen(change -> {
            if (change.state().isEnd()) {
                endedAt.put(run, cluster.now());
            }
        });
        states.put(run, state);
        told.put(run, new ArrayList<>());
        assertThat(dispatcher.add(sweep(run, state, source, priority))).isNotDone();
    }

    private DispatchedSweep sweep(String run, StateMachine state, TrialSource source, int priority) {
        return new DispatchedSweep(
                run, state, source, keeping(run), cost, slotsOfTrial, priority, Integer.MAX_VALUE, MOST_UNKEPT);
    }

    private RunSink keeping(String run) {
        return (end, kept) -> {
            told(run).add(end.result().id());
            ends.add(end.result());
            kept.run();
        };
    }

    /** Goes on with a paused run, with the trials that have no result, as whoever reads the results would. */
    private void resume(String run, int trials) {
        if (machine(run).become(Set.of(RunState.PAUSED), RunState.QUEUED, "")) {
            machine(run).become(RunState.STARTING, "");
            List<TrialSpec> left = trials(trials).stream()
                    .filter(trial -> !told(run).contains(trial.id()))
                    .toList();
            assertThat(dispatcher.add(sweep(run, machine(run), new GridSource(left), 0)))
                    .isNotDone();
        }
    }

    private RunState state(String run) {
        return machine(run).state();
    }

    private StateMachine machine(String run) {
        return Objects.requireNonNull(states.get(run));
    }

    private double end(String run) {
        return Objects.requireNonNull(endedAt.get(run));
    }

    private List<TrialId> told(String run) {
        return Objects.requireNonNull(told.get(run));
    }

    private void assertAllOnce(String run, int count) {
        assertThat(told(run))
                .containsExactlyInAnyOrderElementsOf(
                        trials(count).stream().map(TrialSpec::id).toList());
    }

    private long begunFrom(String run, double from) {
        return cluster.began().stream()
                .map(line -> line.split(" "))
                .filter(line -> line[1].equals(run) && Long.parseLong(line[0]) >= from)
                .count();
    }

    @Test
    void oneRunFillsAllSlotsAndCompletes() {
        add("a", 20, 0);
        cluster.runUntil(EVER);
        assertThat(state("a")).isEqualTo(RunState.COMPLETED);
        assertAllOnce("a", 20);
        assertThat(end("a")).isEqualTo(50);
        assertThat(cluster.mostTasks()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"4, 1, 4", "4, 2, 2", "4, 4, 1", "4, 1.3333333333333333, 3", "16, 5.333333333333333, 3", "2, 4, 1"})
    void trialsThatFillSeveralSlotsAreFewerAtOnceAndNoneWaits(int slots, double ofTrial, int atOnce) {
        on(new SimulatedCluster(slots, (run, trial) -> 10.0));
        slotsOfTrial = ofTrial;
        add("a", 12, 0);
        cluster.runUntil(EVER);
        assertThat(state("a")).isEqualTo(RunState.COMPLETED);
        assertAllOnce("a", 12);
        assertThat(end("a")).isEqualTo(10 * Math.ceil(12.0 / atOnce));
        assertThat(cluster.mostTasks()).isEqualTo(ofTrial == 1 ? atOnce + 2 : atOnce);
    }

    @Test
    void aRunOfLargeTrialsHasItsShareBesideOneOfSmallOnes() {
        add("small", 400, 0);
        slotsOfTrial = 4;
        cluster.at(95, () -> add("large", 10, 0));
        cluster.runUntil(EVER);
        assertThat(endedAt.keySet()).containsExactlyInAnyOrder("small", "large");
        // Ten trials of 10 s on all slots, and meanwhile as many core seconds of the other.
        assertThat(end("large")).isBetween(95 + 190.0, 95 + 260.0);
        assertThat(end("small")).isLessThanOrEqualTo(1100 + 60);
    }

    @Test
    void aShortRunThatComesLaterHasItsShareWithinOneTrialsTime() {
        add("long", 200, 0);
        cluster.at(95, () -> add("short", 10, 0));
        cluster.runUntil(EVER);
        assertThat(cluster.began())
                .filteredOn(line -> line.endsWith("short"))
                .first()
                .isEqualTo("100 short");
        // Ten trials of 10 s on two of four slots, behind the one trial that each slot has.
        assertThat(end("short")).isLessThanOrEqualTo(100 + 50 + 10);
        assertAllOnce("long", 200);
        assertAllOnce("short", 10);
    }

    @Test
    void sharesAreOfTimeAndNotOfTrials() {
        on(new SimulatedCluster(4, (run, trial) -> run.equals("slow") ? 30.0 : 1.0));
        add("slow", 200, 0);
        add("quick", 2000, 0);
        cluster.runUntil(900);
        assertThat(cluster.busy("slow") / cluster.busy("quick")).isBetween(0.9, 1.1);
    }

    @Test
    void theHigherPriorityGoesFirstAndWhatIsInTrainingGoesOn() {
        add("low", 40, 0);
        cluster.at(15, () -> add("high", 8, 1));
        cluster.runUntil(EVER);
        // At 20 the four slots become free; two rounds later the other run goes on.
        assertThat(end("high")).isEqualTo(40);
        assertThat(begunFrom("low", 20) - begunFrom("low", 40)).isZero();
        assertThat(end("low")).isEqualTo(120);
    }

    @Test
    void aPriorityThatIsRaisedCountsAtOnce() {
        add("a", 40, 0);
        add("b", 40, 0);
        cluster.at(15, () -> dispatcher.prioritise("b", 1));
        cluster.runUntil(EVER);
        assertThat(begunFrom("a", 20) - begunFrom("a", end("b"))).isBetween(0L, 4L);
        assertThat(end("a")).isEqualTo(200);
    }

    @Test
    void aPausedRunRestsWithinTwoSecondsAndGoesOnFromWhereItWas() {
        add("a", 8, 0);
        cluster.at(5, () -> dispatcher.pause("a", "lunch"));
        cluster.runUntil(5);
        assertThat(state("a")).isEqualTo(RunState.PAUSING);
        cluster.runUntil(7);
        assertThat(state("a")).isEqualTo(RunState.PAUSED);
        assertThat(machine("a").last().reason()).isEqualTo("lunch");
        cluster.runUntil(100);
        assertThat(told("a")).isEmpty();
        cluster.at(100, () -> resume("a", 8));
        cluster.runUntil(EVER);
        assertThat(state("a")).isEqualTo(RunState.COMPLETED);
        assertAllOnce("a", 8);
        // Six seconds of each of the first four trials were done before.
        assertThat(end("a")).isEqualTo(100 + 4 + 10);
    }

    @Test
    void slotsOfAPausedRunAreTheOthersMeanwhile() {
        add("a", 40, 0);
        add("b", 40, 0);
        cluster.at(5, () -> dispatcher.pause("a", ""));
        cluster.at(60, () -> resume("a", 40));
        cluster.runUntil(EVER);
        assertThat(cluster.busy("a")).isEqualTo(400);
        assertThat(begunFrom("a", 7) - begunFrom("a", 60)).isZero();
        assertThat(end("a")).isCloseTo(201, within(10.0));
    }

    @Test
    void aCancelledRunEndsWithinTwoSeconds() {
        add("a", 40, 0);
        add("b", 8, 0);
        cluster.at(5, () -> dispatcher.cancel("a", "wrong data"));
        cluster.runUntil(7);
        assertThat(state("a")).isEqualTo(RunState.STOPPED);
        assertThat(machine("a").last().reason()).isEqualTo("wrong data");
        cluster.runUntil(EVER);
        assertAllOnce("b", 8);
    }

    @Test
    void whatIsAskedOfARunThatHasEndedDoesNothing() {
        add("a", 4, 0);
        cluster.runUntil(EVER);
        dispatcher.pause("a", "");
        dispatcher.cancel("a", "");
        dispatcher.fail("a", new IllegalStateException("late"));
        dispatcher.prioritise("nobody", 1);
        cluster.runUntil(EVER);
        assertThat(state("a")).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void trialsOfMachinesThatAreLostAreRunAgainAndNewMachinesAreUsed() {
        add("a", 40, 0);
        cluster.at(15, () -> cluster.setSlots(1, dispatcher));
        cluster.at(40, () -> cluster.setSlots(8, dispatcher));
        cluster.runUntil(EVER);
        assertThat(state("a")).isEqualTo(RunState.COMPLETED);
        assertAllOnce("a", 40);
        // 4 until 10, one each until 20, 30 and 40, the other 33 on eight slots in five rounds.
        assertThat(end("a")).isEqualTo(90);
    }

    @Test
    void aRunWhoseResultsCannotBeKeptFailsAloneWhenNothingOfItRunsAnyMore() {
        StateMachine state = new StateMachine(RunState.STARTING, Runnable::run, cluster.clock());
        CompletableFuture<Void> left = dispatcher.add(new DispatchedSweep(
                "full",
                state,
                new GridSource(trials(8)),
                (end, kept) -> dispatcher.fail("full", new IllegalStateException("no space left")),
                cost,
                1,
                0,
                1,
                MOST_UNKEPT));
        add("b", 8, 0);
        cluster.runUntil(10.5);
        assertThat(state.state()).isEqualTo(RunState.STOPPING);
        assertThat(left).isNotDone();
        cluster.runUntil(EVER);
        assertThat(state.state()).isEqualTo(RunState.FAILED);
        assertThat(state.last().reason()).isEqualTo("no space left");
        assertThat(left).isCompletedExceptionally();
        assertAllOnce("b", 8);
    }

    /** Which throws where {@code next} is asked, or where it is told. */
    private TrialSource broken(boolean inNext) {
        return new TrialSource() {
            private final GridSource all = new GridSource(trials(8));

            @Override
            public Optional<Leg> next() {
                if (inNext) {
                    throw new IllegalStateException("no idea");
                }
                return all.next();
            }

            @Override
            public void told(TrialResult result) {
                throw new IllegalStateException("no idea");
            }

            @Override
            public String stopReason() {
                return "";
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunWhoseSourceThrowsFailsAlone(boolean inNext) {
        add("a", broken(inNext), 0);
        add("b", 8, 0);
        cluster.runUntil(EVER);
        assertThat(state("a")).isEqualTo(RunState.FAILED);
        assertThat(machine("a").last().reason()).isEqualTo("no idea");
        assertAllOnce("b", 8);
    }

    @Test
    void aRunWhoseStateIsNotToBeginWithLeavesWithTheErrorAndKeepsItsState() {
        StateMachine paused = new StateMachine(RunState.PAUSED, Runnable::run, cluster.clock());
        CompletableFuture<Void> left = dispatcher.add(sweep("a", paused, new GridSource(trials(4)), 0));
        add("b", 8, 0);
        cluster.runUntil(EVER);
        assertThat(left).isCompletedExceptionally();
        assertThat(paused.state()).isEqualTo(RunState.PAUSED);
        assertAllOnce("b", 8);
    }

    @Test
    void aRunEndsWhenItsLastResultIsKept() {
        List<Runnable> waiting = new ArrayList<>();
        StateMachine state = new StateMachine(RunState.STARTING, Runnable::run, cluster.clock());
        CompletableFuture<Void> left = dispatcher.add(new DispatchedSweep(
                "a", state, new GridSource(trials(20)), (end, kept) -> waiting.add(kept), cost, 1, 0, 1, 6));
        cluster.runUntil(EVER);
        assertThat(waiting).as("no more trials run than results may wait").hasSize(6);
        while (!waiting.isEmpty()) {
            assertThat(left).isNotDone();
            waiting.remove(0).run();
            cluster.runUntil(EVER + cluster.now());
        }
        assertThat(left).isCompleted();
        assertThat(state.state()).isEqualTo(RunState.COMPLETED);
    }

    @Test
    void shortTrialsGoTogetherAndLongOnesByThemselves() {
        cost = trial -> trial.seed();
        on(new SimulatedCluster(2, (run, trial) -> 0.001 * trial.seed()));
        add("a", 400, 0);
        cluster.runUntil(EVER);
        assertAllOnce("a", 400);
        assertThat(cluster.batches()).startsWith(1, 1, 1, 1).anyMatch(size -> size > 10);
        // From a seed of 100 on two are more than a batch's time.
        assertThat(cluster.batches()
                        .subList(
                                cluster.batches().size() - 100,
                                cluster.batches().size()))
                .containsOnly(1);
    }

    @Test
    void manySlotsAreFilledByFewBatches() {
        on(new SimulatedCluster(6400, (run, trial) -> 10.0));
        add("a", 12800, 0);
        cluster.runUntil(5);
        assertThat(cluster.batches()).first().isEqualTo(100);
        assertThat(cluster.batches().size()).isLessThan(1000);
        assertThat(cluster.began()).hasSize(6400);
    }

    @Test
    void trialsThatAreLostTooOftenRunAgainWithNothingBesideThemUntilTheOneIsFound() {
        TrialSpec deadly = trials(40).get(17);
        on(new SimulatedCluster(8, (run, trial) -> 10.0));
        cluster.setDeadly(deadly);
        add("a", 40, 0);
        add("b", 40, 0);
        cluster.runUntil(EVER);
        assertThat(state("a")).isEqualTo(RunState.COMPLETED);
        assertAllOnce("a", 40);
        assertAllOnce("b", 40);
        assertThat(ends)
                .filteredOn(result -> !result.status().isFinal())
                .hasSize(2)
                .allSatisfy(result -> {
                    assertThat(result.id()).isEqualTo(deadly.id());
                    assertThat(result.reason())
                            .matches("lost \\d times, 1 of them while no other trial ran, at last by exit 17");
                    assertThat(result.reason()).contains("lost " + result.attempt() + " times");
                });
        assertThat(ends)
                .filteredOn(result -> result.attempt() > 1 && result.status().isFinal())
                .isNotEmpty();
    }

    @Test
    void aSourceThatGivesNothingMoreStopsTheRunWithItsReason() {
        TrialSource two = new TrialSource() {
            private final GridSource all = new GridSource(trials(8));
            private int given;

            @Override
            public Optional<Leg> next() {
                return given++ < 2 ? all.next() : Optional.empty();
            }

            @Override
            public void told(TrialResult result) {
                assertThat(result.status()).isEqualTo(TrialStatus.COMPLETED);
            }

            @Override
            public String stopReason() {
                return "enough";
            }
        };
        add("a", two, 0);
        add("none", new GridSource(List.of()), 0);
        cluster.runUntil(EVER);
        assertThat(state("none")).isEqualTo(RunState.COMPLETED);
        assertThat(state("a")).isEqualTo(RunState.STOPPED);
        assertThat(machine("a").last().reason()).isEqualTo("enough");
        assertThat(told("a")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverIsAskedAndLostEveryTrialEndsOnce(long seed) {
        for (int round = 0; round < 25; round++) {
            random(new Random(seed * 1000 + round));
        }
    }

    private void random(Random random) {
        on(new SimulatedCluster(1 + random.nextInt(6), (run, trial) -> 1.0 + trial.seed() % 7));
        int runs = 1 + random.nextInt(4);
        int[] sizes = new int[runs];
        for (int run = 0; run < runs; run++) {
            String id = "run" + run;
            sizes[run] = 2 * (1 + random.nextInt(12));
            int size = sizes[run];
            cluster.at(random.nextInt(30), () -> add(id, size, random.nextInt(3)));
            for (int i = 0; i < random.nextInt(6); i++) {
                int time = 30 + random.nextInt(60);
                switch (random.nextInt(3)) {
                    case 0 -> {
                        cluster.at(time, () -> dispatcher.pause(id, ""));
                        cluster.at(time + random.nextInt(20), () -> resume(id, size));
                    }
                    case 1 -> cluster.at(time, () -> dispatcher.prioritise(id, random.nextInt(5)));
                    default -> {
                        int slots = random.nextInt(5);
                        cluster.at(time, () -> cluster.setSlots(slots, dispatcher));
                    }
                }
            }
        }
        cluster.at(200, () -> cluster.setSlots(3, dispatcher));
        for (int run = 0; run < runs; run++) {
            String id = "run" + run;
            int size = sizes[run];
            cluster.at(210, () -> resume(id, size));
        }
        cluster.runUntil(EVER);
        for (int run = 0; run < runs; run++) {
            assertThat(state("run" + run)).isEqualTo(RunState.COMPLETED);
            assertAllOnce("run" + run, sizes[run]);
        }
    }
}
