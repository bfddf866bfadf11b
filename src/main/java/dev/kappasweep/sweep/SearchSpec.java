package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of a space is tried, and for how long: the part {@code search} of a sweep file.
 *
 * @param sampler that chooses candidates; {@code strategy} itself where that has no rungs
 * @param trials how many candidates; each is trained with several seeds
 * @param objectives at least one; of several, what none beats in all is best
 * @param seeds in the order in which a candidate gets them
 * @param rungs the budget of the first and how it grows
 * @param stopsByMedian whether a candidate stops that is worse on a rung than the median of the others
 * @param isOrdered whether what is decided depends on the file alone, and not on what ends first
 * @param parallel where ordered, how many evaluations a decision need not wait for
 * @param seed of what the search draws
 * @param from directories whose results are known from the start
 * @param space in the order of the file; one parameter may be there several times, each under other values of one other
 * @param candidates those found so far, each with its seeds, in their order; none in a sweep file
 */
public record SearchSpec(
        StrategyKind strategy,
        StrategyKind sampler,
        int trials,
        List<SearchObjective> objectives,
        List<SearchConstraint> constraints,
        List<Long> seeds,
        Rungs rungs,
        boolean stopsByMedian,
        boolean isOrdered,
        int parallel,
        long seed,
        List<String> from,
        List<SearchDimension> space,
        List<Axes> candidates)
        implements Serializable {
    /** Of the first rung {@code minimum} epochs, of each next one {@code eta} times as many. */
    public record Rungs(int minimum, int eta) implements Serializable {
        public Rungs {
            Require.positive("search.minimum", minimum);
            Require.require(eta >= 2, "search.eta", eta, "a whole number of at least 2", eta);
        }

        /**
         * The epochs of all rungs, by multiplication of whole numbers; the last is that of the whole training.
         *
         * @param epochs of the whole training
         */
        public List<Integer> epochs(int epochs) {
            List<Integer> all = new ArrayList<>();
            for (long rung = minimum; rung < epochs; rung *= eta) {
                all.add((int) rung);
            }
            all.add(epochs);
            return all;
        }
    }

    public SearchSpec {
        Require.require(!sampler.hasRungs(), "search.sampler", sampler.text(), "one that chooses candidates", sampler);
        Require.require(
                strategy.hasRungs() || sampler == strategy,
                "search.sampler",
                sampler.text(),
                "none beside strategy " + strategy.text(),
                sampler);
        Require.positive("search.trials", trials);
        Require.positive("search.parallel", parallel);
        objectives = Require.distinct("search.objective", objectives);
        constraints = List.copyOf(constraints);
        seeds = Require.distinct("search.seeds", seeds);
        from = List.copyOf(from);
        space = List.copyOf(space);
        candidates = List.copyOf(candidates);
        requireSpace(space);
    }

    private static void requireSpace(List<SearchDimension> space) {
        Require.require(!space.isEmpty(), "search.space", "{}", "at least one parameter", space);
        Map<Parameter, List<SearchDimension>> before = new EnumMap<>(Parameter.class);
        for (SearchDimension dimension : space) {
            String item = "search.space." + dimension.parameter().text();
            Require.require(dimension.parameter() != Parameter.SEED, item, "an axis", "search.seeds", space);
            List<SearchDimension> same = before.computeIfAbsent(dimension.parameter(), key -> new ArrayList<>());
            Require.require(
                    same.stream().allMatch(dimension::isApartFrom),
                    item,
                    "twice",
                    "each parameter once, or each time when another parameter has other values",
                    space);
            dimension.condition().ifPresent(when -> requireCondition(item, when, before.get(when.parameter())));
            same.add(dimension);
        }
        Require.require(
                space.stream().anyMatch(dimension -> dimension.condition().isEmpty()),
                "search.space",
                "conditions only",
                "at least one parameter without 'when'",
                space);
    }

    private static void requireCondition(String item, SearchDimension.When when, @Nullable List<SearchDimension> on) {
        List<Object> known = on == null || on.size() > 1 ? List.of() : on.get(0).choices();
        String text = when.parameter().text();
        Require.require(
                known.containsAll(when.among()),
                item + ".when",
                text + " " + texts(when.parameter(), when.among()),
                known.isEmpty()
                        ? "a parameter that has a list of values before it in the space"
                        : "values of it: " + texts(when.parameter(), known),
                text);
    }

    private static String texts(Parameter parameter, List<Object> values) {
        return values.stream().map(parameter::textOf).collect(Collectors.joining(", "));
    }

    /** The same search with another number of candidates. */
    public SearchSpec withTrials(int other) {
        return with(strategy, sampler, other, seed, candidates);
    }

    /** The same search with what it has found. */
    public SearchSpec withCandidates(List<Axes> found) {
        return with(strategy, sampler, trials, seed, found);
    }

    /** The same search by other candidates, of another number and seed. */
    public SearchSpec by(StrategyKind other, int number, long drawnFrom) {
        return with(strategy.hasRungs() ? strategy : other, other, number, drawnFrom, candidates);
    }

    private SearchSpec with(
            StrategyKind ofStrategy, StrategyKind ofSampler, int number, long drawnFrom, List<Axes> found) {
        return new SearchSpec(
                ofStrategy,
                ofSampler,
                number,
                objectives,
                constraints,
                seeds,
                rungs,
                stopsByMedian,
                isOrdered,
                parallel,
                drawnFrom,
                from,
                space,
                found);
    }

    /** The most trials that it may have: of each candidate one with each seed. */
    public long size() {
        return (long) trials * seeds.size();
    }

    /** Whether candidates may stop before their last epoch. */
    public boolean hasRungs() {
        return strategy.hasRungs() || stopsByMedian;
    }

    /** The first of a parameter, and the only one if others depend on it. */
    public Optional<SearchDimension> dimension(Parameter parameter) {
        return space.stream()
                .filter(dimension -> dimension.parameter() == parameter)
                .findFirst();
    }

    /** A candidate with these values, as one grid: of every seed. */
    public Axes candidate(Map<Parameter, Object> values) {
        Map<Parameter, List<Object>> axes = new EnumMap<>(Parameter.class);
        values.forEach((parameter, value) -> axes.put(parameter, List.of(value)));
        axes.put(Parameter.SEED, List.copyOf(seeds));
        return new Axes(axes);
    }

    /**
     * A grid that stands for the space, of its choices and the ends of its ranges.
     *
     * @param settings of what does not vary
     */
    Axes axes(Settings settings) {
        Map<Parameter, List<Object>> axes = new EnumMap<>(Parameter.class);
        for (SearchDimension dimension : space) {
            Set<Object> values = new LinkedHashSet<>(axes.getOrDefault(dimension.parameter(), List.of()));
            if (dimension.condition().isPresent()) {
                values.add(settings.get(dimension.parameter()));
            }
            values.addAll(dimension.samples());
            axes.put(dimension.parameter(), List.copyOf(values));
        }
        axes.put(Parameter.SEED, List.copyOf(seeds));
        return new Axes(axes);
    }
}
