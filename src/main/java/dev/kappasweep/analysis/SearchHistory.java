package dev.kappasweep.analysis;

import dev.kappasweep.results.ResultRows;
import dev.kappasweep.sampler.Point;
import dev.kappasweep.sampler.Ranking;
import dev.kappasweep.sampler.Told;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchEvent;
import dev.kappasweep.sweep.SearchEvent.Ended;
import dev.kappasweep.sweep.SearchObjective;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a search has measured of its candidates, in the order in which it was told. */
public final class SearchHistory {
    private final SearchSpec search;
    private final List<Quantity> quantities;
    private final List<Integer> epochs;
    private final List<Map<Parameter, Object>> candidates;
    private final List<Evaluated> evaluated;

    /**
     * A candidate on a rung.
     *
     * @param rung from 0
     * @param means over its seeds, of the objectives and then of the constraints; NaN where a trial has failed
     * @param seeds how many that are
     * @param trainings when the last of them was told: epochs that the search had trained by then, in those of a whole training
     */
    public record Evaluated(int candidate, int rung, List<Double> means, int seeds, double trainings) {
        public Evaluated {
            means = List.copyOf(means);
        }
    }

    private SearchHistory(
            SearchSpec search,
            List<Quantity> quantities,
            List<Integer> epochs,
            List<Map<Parameter, Object>> candidates,
            List<Evaluated> evaluated) {
        this.search = search;
        this.quantities = quantities;
        this.epochs = epochs;
        this.candidates = candidates;
        this.evaluated = evaluated;
    }

    /** Empty where the sweep is a grid. */
    public static Optional<SearchHistory> of(ResultRows results) {
        return of(results.sweep(), results.searchEvents());
    }

    /**
     * Of a journal, which may be that of a search under way; empty where the sweep is a grid.
     *
     * @param events in their order
     */
    public static Optional<SearchHistory> of(SweepSpec sweep, List<SearchEvent> events) {
        return sweep.searched().map(search -> of(sweep, search, events));
    }

    private static SearchHistory of(SweepSpec sweep, SearchSpec search, List<SearchEvent> events) {
        List<Quantity> quantities = Stream.concat(
                        search.objectives().stream().map(one -> one.metric()),
                        search.constraints().stream().map(one -> one.metric()))
                .map(metric -> MetricPattern.parse(metric).quantities(sweep).get(0))
                .toList();
        List<Integer> epochs =
                search.hasRungs() ? search.rungs().epochs(sweep.mostEpochs()) : List.of(sweep.mostEpochs());
        List<Map<Parameter, Object>> candidates = new ArrayList<>();
        Course told = new Course(epochs, quantities.size());
        for (SearchEvent event : events) {
            if (event instanceof SearchEvent.Candidate one) {
                candidates.add(one.values());
            } else if (event instanceof Ended one) {
                told.add(one);
            }
        }
        return new SearchHistory(search, quantities, epochs, candidates, told.evaluated());
    }

    /** What has ended so far. */
    private static final class Course {
        private final List<Integer> epochs;
        private final int measures;
        private final Map<List<Number>, Integer> trained = new HashMap<>();
        private final Map<List<Number>, List<Ended>> ended = new LinkedHashMap<>();
        private final Map<List<Number>, Double> at = new HashMap<>();
        private double trainings;

        Course(List<Integer> epochs, int measures) {
            this.epochs = epochs;
            this.measures = measures;
        }

        void add(Ended one) {
            int until = epochs.get(one.rung());
            int before = Optional.ofNullable(trained.put(List.of(one.candidate(), one.seed()), until))
                    .orElse(0);
            trainings += (until - before) / (double) epochs.get(epochs.size() - 1);
            List<Number> place = List.of(one.candidate(), one.rung());
            ended.computeIfAbsent(place, key -> new ArrayList<>()).add(one);
            at.put(place, trainings);
        }

        List<Evaluated> evaluated() {
            return ended.entrySet().stream()
                    .map(one -> new Evaluated(
                            one.getKey().get(0).intValue(),
                            one.getKey().get(1).intValue(),
                            means(one.getValue()),
                            one.getValue().size(),
                            at.getOrDefault(one.getKey(), 0.0)))
                    .sorted((first, second) -> Double.compare(first.trainings(), second.trainings()))
                    .toList();
        }

        private List<Double> means(List<Ended> seeds) {
            return IntStream.range(0, measures)
                    .mapToObj(i -> seeds.stream()
                            .mapToDouble(one -> one.measured().get(i))
                            .average()
                            .orElse(Double.NaN))
                    .toList();
        }
    }

    public SearchSpec search() {
        return search;
    }

    /** Of the objectives, then of the constraints. */
    public List<Quantity> quantities() {
        return quantities;
    }

    /** That each rung ends with. */
    public List<Integer> epochs() {
        return epochs;
    }

    /** What varies in each candidate, by its number. */
    public List<Map<Parameter, Object>> candidates() {
        return candidates;
    }

    /** In the order in which they were told. */
    public List<Evaluated> evaluated() {
        return evaluated;
    }

    /** Those that were on the last rung the best so far in the first objective, of what meets every constraint; in the order in which they were told. */
    public List<Evaluated> records() {
        SearchObjective objective = search.objectives().get(0);
        List<Evaluated> records = new ArrayList<>();
        double best = Double.POSITIVE_INFINITY;
        for (Evaluated one : evaluated) {
            double loss = objective.loss(one.means().get(0));
            if (one.rung() == epochs.size() - 1 && isFeasible(one) && loss < best) {
                best = loss;
                records.add(one);
            }
        }
        return records;
    }

    /** Of each candidate that on its highest rung, those that are best, on the highest rung, last. */
    public List<Evaluated> worstToBest() {
        Map<Integer, Integer> rungs = new HashMap<>();
        evaluated.forEach(one -> rungs.merge(one.candidate(), one.rung(), Math::max));
        List<Evaluated> sorted = new ArrayList<>();
        for (int rung = 0; rung < epochs.size(); rung++) {
            int on = rung;
            List<Evaluated> highest = evaluated.stream()
                    .filter(one -> one.rung() == on && Objects.equals(rungs.get(one.candidate()), on))
                    .toList();
            List<Evaluated> best = new ArrayList<>(ranked(highest));
            Collections.reverse(best);
            sorted.addAll(best);
        }
        return sorted;
    }

    /** Best first, as the search would have them; what had fewer seeds behind what had all. */
    public List<Evaluated> ranked(List<Evaluated> some) {
        return Ranking.best(
                        IntStream.range(0, some.size())
                                .mapToObj(i -> told(i, some.get(i)))
                                .toList(),
                        some.size())
                .stream()
                .map(one -> some.get((int) one.number()))
                .sorted((first, second) -> Integer.compare(second.seeds(), first.seeds()))
                .toList();
    }

    private Told told(int number, Evaluated one) {
        int objectives = search.objectives().size();
        return new Told(
                number,
                new Point(),
                IntStream.range(0, objectives)
                        .mapToObj(
                                i -> search.objectives().get(i).loss(one.means().get(i)))
                        .toList(),
                IntStream.range(objectives, quantities.size())
                        .mapToObj(i -> search.constraints()
                                .get(i - objectives)
                                .violation(one.means().get(i)))
                        .toList());
    }

    /** Whether it meets every constraint. */
    public boolean isFeasible(Evaluated one) {
        return told(0, one).violation() == 0 && !told(0, one).hasFailed();
    }
}
