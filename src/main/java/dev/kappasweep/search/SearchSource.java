package dev.kappasweep.search;

import dev.kappasweep.run.TrialSource;
import dev.kappasweep.search.Search.Decision;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a search, as its journal and what is told lead to them. What is decided is in the journal before it takes effect; of
 * what is told, that is when the next decision is. One that is continued has its decisions from the journal, and makes the same again.
 */
public final class SearchSource implements TrialSource {
    /** After so many results it is asked which states are of no use any more. */
    private static final int BETWEEN = 20;

    /** What is durable of trials. */
    public interface Results {
        Optional<TrialResult> of(TrialId trial);

        /** Whether a trial has the result of a leg or a later one, as it is now. */
        Predicate<Leg> kept();
    }

    private final Search search;
    private final Journal journal;
    private final Results results;
    private final Measures measures;
    private final Consumer<TrialSpec> unused;
    private final List<SearchEvent> unkept = new ArrayList<>();
    private final Deque<Leg> begun = new ArrayDeque<>();
    private final Set<TrialId> toldHere = new HashSet<>();
    private final boolean isContinued;
    private @Nullable Deque<Leg> lost;
    private int told;

    /**
     * Of a search where its journal says that it is.
     *
     * @param before what is known of points of its space from elsewhere; asked where the journal is empty only
     * @param results of its trials. What was told is in the journal before it is durable there: what is missing when the search is over, since a process
     *     died or rows were damaged, is trained again then, and nobody learns from it
     * @param unused is told the trials that will not go on, whose states need not be kept
     * @throws InvalidInputException if the journal is of another search
     */
    public SearchSource(
            SweepSpec sweep,
            DatasetId data,
            Strategies strategies,
            Supplier<List<SearchEvent.Known>> before,
            Journal journal,
            Results results,
            Consumer<TrialSpec> unused) {
        List<SearchEvent> events = journal.events();
        List<SearchEvent.Known> known = events.isEmpty()
                ? before.get()
                : events.stream()
                        .filter(SearchEvent.Known.class::isInstance)
                        .map(SearchEvent.Known.class::cast)
                        .toList();
        this.search = new Search(sweep, data, strategies, known);
        this.journal = journal;
        this.results = results;
        this.isContinued = !events.isEmpty();
        if (events.isEmpty()) {
            unkept.addAll(known);
        }
        this.measures = new Measures(sweep);
        this.unused = unused;
        Map<TrialId, Leg> unended = replay(events.subList(events.isEmpty() ? 0 : known.size(), events.size()));
        SearchSpec spec = sweep.searched().orElseThrow();
        if (search.most() != spec.trials()) {
            search.allow(spec.trials());
            unkept.add(new SearchEvent.Budget(spec.trials()));
        }
        for (Leg leg : unended.values()) {
            Optional<TrialResult> result = results.of(leg.id()).filter(one -> isOf(leg, one));
            result.ifPresentOrElse(this::add, () -> begun.add(leg));
        }
    }

    /** Whether a leg has had such a result, which nobody was told. */
    private static boolean isOf(Leg leg, TrialResult result) {
        boolean isThere = result.epochs().size() == leg.to();
        return result.status().isFinal() || (result.status().isMeasured() && isThere);
    }

    /** What has begun and not ended. */
    private Map<TrialId, Leg> replay(List<SearchEvent> events) {
        Map<TrialId, Leg> unended = new LinkedHashMap<>();
        int at = 0;
        while (at < events.size()) {
            SearchEvent event = events.get(at);
            if (event instanceof SearchEvent.Budget one) {
                search.allow(one.candidates());
                at++;
            } else if (event instanceof SearchEvent.Ended one) {
                TrialId trial = search.trial(one.candidate(), one.seed()).id();
                search.ended(trial, one.status(), one.measured());
                unended.remove(trial);
                at++;
            } else {
                Decision again = search.decide();
                int end = at + again.events().size();
                if (end == at || end > events.size() || !events.subList(at, end).equals(again.events())) {
                    throw new InvalidInputException("search: the journal has " + event + " where this search has "
                            + (again.events().isEmpty()
                                    ? "nothing"
                                    : again.events().get(0))
                            + ", expected one of the same version and sweep file");
                }
                again.leg().ifPresent(leg -> unended.put(leg.id(), leg));
                at = end;
            }
        }
        return unended;
    }

    @Override
    public Optional<Leg> next() {
        if (!begun.isEmpty()) {
            return Optional.of(begun.removeFirst());
        }
        Decision decision = search.decide();
        unkept.addAll(decision.events());
        if (!decision.events().isEmpty() || (search.isOver() && !unkept.isEmpty())) {
            journal.append(List.copyOf(unkept));
            unkept.clear();
        }
        if (search.isOver()) {
            search.given().forEach(unused);
            return lostLeg();
        }
        return decision.leg();
    }

    /** Of trials that ended in an earlier process. */
    private Optional<Leg> lostLeg() {
        if (lost == null) {
            Predicate<Leg> isKept = isContinued ? results.kept() : leg -> true;
            lost = search.whole()
                    .filter(leg -> !toldHere.contains(leg.id()) && !isKept.test(leg))
                    .collect(Collectors.toCollection(ArrayDeque::new));
        }
        return Optional.ofNullable(lost.poll());
    }

    @Override
    public void told(TrialResult result) {
        add(result);
        toldHere.add(result.id());
        told++;
        if (told % BETWEEN == 0) {
            search.given().forEach(unused);
        }
    }

    private void add(TrialResult result) {
        unkept.addAll(search.ended(result.id(), result.status(), measures.of(result)));
    }

    /** Whether nothing is under way, and nothing begins any more. */
    public boolean isOver() {
        return search.isOver();
    }

    @Override
    public String stopReason() {
        return "";
    }
}
