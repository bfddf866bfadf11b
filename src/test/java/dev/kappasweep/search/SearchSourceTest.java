package dev.kappasweep.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SearchEvent.Begun;
import dev.kappasweep.sweep.SearchEvent.Candidate;
import dev.kappasweep.sweep.SearchEvent.Ended;
import dev.kappasweep.sweep.StrategyKind;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Searches whose trials end in any order, and whose process dies at any moment. */
class SearchSourceTest {
    /** What outlives the process: the journal and the results. */
    private static final class Disk implements Journal, SearchSource.Results {
        private final List<SearchEvent> events = new ArrayList<>();
        private final Map<TrialId, TrialResult> results = new HashMap<>();
        private final Set<TrialSpec> unused = new HashSet<>();
        private final Set<TrialId> lost = new HashSet<>();
        private final Map<TrialId, TrialResult> waiting = new HashMap<>();
        private final List<Leg> ended = new ArrayList<>();

        @Override
        public List<SearchEvent> events() {
            return List.copyOf(events);
        }

        @Override
        public void append(List<SearchEvent> more) {
            events.addAll(more);
        }

        @Override
        public Predicate<Leg> kept() {
            return leg -> Optional.ofNullable(results.get(leg.id()))
                    .filter(one -> one.status() != TrialStatus.STOPPED_EARLY
                            || one.epochs().size() == leg.to())
                    .isPresent();
        }

        /** What was told becomes durable some time later. */
        private void commit() {
            results.putAll(waiting);
            waiting.clear();
        }

        private void lose(TrialId trial) {
            results.remove(trial);
            lost.add(trial);
        }

        @Override
        public Optional<TrialResult> of(TrialId trial) {
            return Optional.ofNullable(results.get(trial));
        }

        private SearchSource open(SweepSpec sweep) {
            return new SearchSource(sweep, SampleSweep.DATA, Strategies.KNOWN, List::of, this, this, unused::add);
        }

        /** Runs until nothing is left; dies at each moment with probability {@code death}. */
        private void run(SweepSpec sweep, int slots, Random order, double death) {
            SearchSource source = open(sweep);
            List<Leg> running = new ArrayList<>();
            while (true) {
                Optional<Leg> next = running.size() < slots ? source.next() : Optional.empty();
                if (next.isPresent()) {
                    running.add(next.get());
                } else if (running.isEmpty()) {
                    commit();
                    return;
                } else {
                    TrialResult result = end(running.remove(order.nextInt(running.size())));
                    if (order.nextDouble() >= death) {
                        source.told(result);
                        continue;
                    }
                }
                if (order.nextDouble() < 0.2) {
                    commit();
                }
                if (order.nextDouble() < death || next.isEmpty()) {
                    lost.addAll(waiting.keySet());
                    waiting.clear();
                    source = open(sweep);
                    running.clear();
                }
            }
        }

        private TrialResult end(Leg leg) {
            TrialResult before = waiting.getOrDefault(leg.id(), results.get(leg.id()));
            if (!lost.remove(leg.id())) {
                assertThat(before == null ? 0 : before.epochs().size()).isEqualTo(leg.from());
            }
            TrialResult result = SearchSamples.result(leg);
            waiting.put(leg.id(), result);
            ended.add(leg);
            return result;
        }

        private <E extends SearchEvent> List<E> all(Class<E> type) {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    private static Disk run(SweepSpec sweep, int slots, long order, double death) {
        Disk disk = new Disk();
        disk.run(sweep, slots, new Random(order), death);
        return disk;
    }

    private static void requireEqual(Disk one, Disk other) {
        assertThat(one.all(Candidate.class)).isEqualTo(other.all(Candidate.class));
        assertThat(one.all(Begun.class)).containsExactlyInAnyOrderElementsOf(other.all(Begun.class));
        assertThat(one.all(Ended.class)).containsExactlyInAnyOrderElementsOf(other.all(Ended.class));
        assertThat(one.results).isEqualTo(other.results);
    }

    @ParameterizedTest
    @EnumSource(StrategyKind.class)
    void anOrderedSearchIsTheSameAtAnyNumberOfSlotsInAnyOrderAndAfterAnyDeath(StrategyKind strategy) {
        for (boolean stopsByMedian : new boolean[] {false, true}) {
            SweepSpec sweep = SearchSamples.with(SearchSamples.sweep(strategy, 16), stopsByMedian, true, 3);
            Disk alone = run(sweep, 1, 1, 0);
            assertThat(alone.all(Candidate.class)).hasSize(16);
            assertThat(alone.all(Begun.class)).hasSameSizeAs(alone.all(Ended.class));
            requireEqual(run(sweep, 4, 2, 0), alone);
            for (int slots : new int[] {1, 2, 4}) {
                requireEqual(run(sweep, slots, slots, 0.1), alone);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(StrategyKind.class)
    void aRecordedSearchGoesOnWhereItsJournalIs(StrategyKind strategy) {
        SweepSpec sweep = SearchSamples.with(SearchSamples.sweep(strategy, 20), false, false, 1);
        for (int order = 0; order < 3; order++) {
            Disk disk = run(sweep, 4, order, 0.1);
            assertThat(disk.all(Candidate.class)).hasSize(20);
            assertThat(disk.all(Begun.class)).doesNotHaveDuplicates().hasSameSizeAs(disk.all(Ended.class));
            int events = disk.events.size();
            assertThat(disk.open(sweep).next()).isEmpty();
            assertThat(disk.events).hasSize(events);
        }
    }

    @Test
    void ofARungTheBestGoOnAndTheOthersStop() {
        Disk disk = run(SearchSamples.sweep(StrategyKind.ASHA, 32), 3, 1, 0);
        Map<Integer, Set<Long>> byRung = new HashMap<>();
        disk.all(Ended.class)
                .forEach(one -> byRung.computeIfAbsent(one.rung(), rung -> new HashSet<>())
                        .add(one.candidate()));
        assertThat(byRung.getOrDefault(0, Set.of())).hasSize(32);
        assertThat(byRung.getOrDefault(1, Set.of()).size()).isBetween(8, 12);
        assertThat(byRung.getOrDefault(2, Set.of()).size()).isBetween(2, 4);
        assertThat(disk.results.values().stream().map(TrialResult::status)).contains(TrialStatus.STOPPED_EARLY);
        assertThat(disk.ended.stream().filter(leg -> leg.from() == 1)).allMatch(leg -> leg.to() == 4);
    }

    /** With all seeds only if that may change anything. */
    @Test
    void aCandidateThatIsSurelyWorseGetsNoFurtherSeeds() {
        Disk disk = run(SearchSamples.sweep(StrategyKind.RANDOM, 30), 2, 1, 0);
        Map<Long, Integer> seeds = new HashMap<>();
        disk.all(Ended.class).forEach(one -> seeds.merge(one.candidate(), 1, Integer::sum));
        assertThat(seeds.values()).contains(2, 3).doesNotContain(1);
        assertThat(seeds.values().stream().filter(count -> count == 2).count()).isGreaterThan(10);
    }

    @Test
    void aLongerSearchGoesOnAsIfItHadBeenSoLongFromTheBeginning() {
        for (StrategyKind strategy : List.of(StrategyKind.SOBOL, StrategyKind.ASHA)) {
            Disk disk = run(SearchSamples.sweep(strategy, 12), 2, 1, 0);
            disk.run(SearchSamples.sweep(strategy, 24), 2, new Random(2), 0.1);
            assertThat(disk.all(Candidate.class)).hasSize(24);
            assertThat(disk.all(Begun.class)).doesNotHaveDuplicates().hasSameSizeAs(disk.all(Ended.class));
            assertThat(disk.all(Candidate.class))
                    .isEqualTo(run(SearchSamples.sweep(strategy, 24), 1, 3, 0).all(Candidate.class));
        }
    }

    @Test
    void statesOfThoseThatCannotGoOnAreSaidOnceAndBeforeTheEnd() {
        Disk disk = run(SearchSamples.sweep(StrategyKind.ASHA, 40), 2, 1, 0);
        Set<TrialId> stopped = new HashSet<>();
        disk.results.values().stream()
                .filter(result -> result.status() == TrialStatus.STOPPED_EARLY)
                .forEach(result -> stopped.add(result.id()));
        Set<TrialId> unused = new HashSet<>();
        disk.unused.forEach(trial -> unused.add(trial.id()));
        assertThat(unused).containsAll(stopped);
    }

    /** Rows that are damaged: the search decides nothing anew, and its tables become what they were. */
    @ParameterizedTest
    @EnumSource(names = {"RANDOM", "ASHA", "HYPERBAND"})
    void whatIsLostIsTrainedAgainAsFarAsItWas(StrategyKind strategy) {
        SweepSpec sweep = SearchSamples.sweep(strategy, 24);
        Disk disk = run(sweep, 2, 1, 0);
        Map<TrialId, TrialResult> whole = Map.copyOf(disk.results);
        List<SearchEvent> events = disk.events();
        List<TrialId> measured = disk.results.keySet().stream()
                .filter(id -> disk.results.get(id) != null)
                .toList();
        for (int i = 0; i < measured.size(); i += 3) {
            disk.lose(measured.get(i));
        }
        assertThat(disk.results).hasSizeLessThan(whole.size() - 5);
        disk.run(sweep, 3, new Random(2), 0.1);
        assertThat(disk.results).isEqualTo(whole);
        assertThat(disk.events).isEqualTo(events);
    }

    /** What stopped and is lost when a longer search goes on is trained once: up to where that lets it come. */
    @Test
    void whatIsLostInTheMiddleIsThereAtTheEnd() {
        SweepSpec longer = SearchSamples.sweep(StrategyKind.ASHA, 48);
        Disk whole = run(SearchSamples.sweep(StrategyKind.ASHA, 12), 2, 1, 0);
        Disk disk = run(SearchSamples.sweep(StrategyKind.ASHA, 12), 2, 1, 0);
        List.copyOf(disk.results.values()).stream()
                .filter(one -> one.epochs().size() == 4)
                .forEach(one -> disk.lose(one.id()));
        assertThat(disk.results).hasSizeLessThan(whole.results.size());
        whole.run(longer, 2, new Random(3), 0);
        disk.run(longer, 2, new Random(3), 0);
        assertThat(disk.results).isEqualTo(whole.results);
    }

    @Test
    void aJournalOfAnotherSearchIsRefused() {
        Disk disk = run(SearchSamples.sweep(StrategyKind.RANDOM, 5), 1, 1, 0);
        assertThatThrownBy(() -> disk.open(SearchSamples.sweep(StrategyKind.SOBOL, 5)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected one of the same version and sweep file");
    }
}
