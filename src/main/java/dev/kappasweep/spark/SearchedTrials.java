package dev.kappasweep.spark;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.SearchLog;
import dev.kappasweep.results.StoredResults;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.run.RunProgress;
import dev.kappasweep.run.TrialSource;
import dev.kappasweep.search.Journal;
import dev.kappasweep.search.SearchSource;
import dev.kappasweep.search.Strategies;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The trials that a search finds, which keeps its decisions with the results. */
final class SearchedTrials {
    private final ResultStore store;
    private final Dataset data;
    private final Strategies strategies;
    private final Supplier<List<SearchEvent.Known>> before;

    SearchedTrials(ResultStore store, Dataset data, Strategies strategies, Supplier<List<SearchEvent.Known>> before) {
        this.store = store;
        this.data = data;
        this.strategies = strategies;
        this.before = before;
    }

    private SearchSpec search() {
        return store.sweep().searched().orElseThrow();
    }

    /** One that it might find. */
    TrialSpec sample() {
        return store.sweep().trial(data.id(), Map.of(), search().seeds().get(0));
    }

    RunProgress progress(int slots) {
        return RunProgress.ofSearch((int) search().size(), store.measured(), slots, Clock.systemUTC());
    }

    /** @param found is told of each trial before it begins */
    TrialSource source(RecorderThread recorder, Consumer<TrialSpec> found) {
        SearchSource source = new SearchSource(
                store.sweep(),
                data.id(),
                strategies,
                before,
                new Log(SearchLog.open(store.directory())),
                new Kept(store),
                trial -> recorder.tell(to -> to.stateUnused(trial.id())));
        return new Announced(source, found);
    }

    private record Kept(ResultStore store) implements SearchSource.Results {
        @Override
        public Optional<TrialResult> of(TrialId trial) {
            return ResultDirectory.read(store.directory(), trial).results().stream()
                    .findFirst();
        }

        @Override
        public Predicate<Leg> kept() {
            Map<TrialId, Ending> endings = StoredResults.read(store.directory()).trials().stream()
                    .collect(Collectors.toMap(TrialRow::id, TrialRow::ending));
            return leg -> {
                @Nullable Ending ending = endings.get(leg.id());
                return ending != null
                        && (ending.status() != TrialStatus.STOPPED_EARLY
                                || leg.stop()
                                        .filter(rung -> rung.reason(
                                                        leg.trial().training().epochs())
                                                .equals(ending.reason()))
                                        .isPresent());
            };
        }
    }

    private record Log(SearchLog log) implements Journal {
        @Override
        public List<SearchEvent> events() {
            return log.events();
        }

        @Override
        public void append(List<SearchEvent> events) {
            log.append(events);
        }
    }

    private record Announced(TrialSource source, Consumer<TrialSpec> found) implements TrialSource {
        @Override
        public Optional<Leg> next() {
            Optional<Leg> next = source.next();
            next.ifPresent(leg -> found.accept(leg.trial()));
            return next;
        }

        @Override
        public void told(TrialResult result) {
            source.told(result);
        }

        @Override
        public String stopReason() {
            return source.stopReason();
        }
    }
}
