package dev.kappasweep.search;

import dev.kappasweep.sampler.Condition;
import dev.kappasweep.sampler.Dimension;
import dev.kappasweep.sampler.Point;
import dev.kappasweep.sampler.Space;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SearchDimension;
import dev.kappasweep.sweep.SearchDimension.Range;
import dev.kappasweep.sweep.SearchSpec;
import dev.kappasweep.sweep.Settings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The space of a search as samplers see it, and the values of parameters that its points stand for. */
final class SearchSpace {
    private final List<SearchDimension> dimensions;
    private final Space space;

    SearchSpace(SearchSpec search) {
        this.dimensions = search.space();
        this.space = new Space(IntStream.range(0, dimensions.size())
                .mapToObj(i -> dimension(name(i), dimensions.get(i), condition(dimensions.get(i), search)))
                .toList());
    }

    /** That of the parameter; with a number from the second dimension of one on. */
    private String name(int index) {
        Parameter parameter = dimensions.get(index).parameter();
        long before = dimensions.subList(0, index).stream()
                .filter(one -> one.parameter() == parameter)
                .count();
        return parameter.text() + (before == 0 ? "" : " " + (before + 1));
    }

    Space space() {
        return space;
    }

    private static Optional<Condition> condition(SearchDimension dimension, SearchSpec search) {
        return dimension.condition().map(when -> {
            List<Object> choices =
                    search.dimension(when.parameter()).orElseThrow().choices();
            Set<Integer> among = when.among().stream().map(choices::indexOf).collect(Collectors.toSet());
            return new Condition(when.parameter().text(), among);
        });
    }

    private static Dimension dimension(String name, SearchDimension one, Optional<Condition> condition) {
        if (one.asRange().isEmpty()) {
            boolean isAscending = one.parameter().isOrdered() && isAscending(one);
            return new Dimension.Choice(name, one.choices().size(), isAscending, condition);
        }
        Range range = one.asRange().get();
        if (range.whole()) {
            return new Dimension.Whole(
                    name,
                    (long) range.from(),
                    (long) range.to(),
                    range.log(),
                    Math.max(1, (long) range.step()),
                    condition);
        }
        return range.step() > 0
                ? new Dimension.Whole(name, 0, steps(range), false, 1, condition)
                : new Dimension.Real(name, range.from(), range.to(), range.log(), condition);
    }

    private static long steps(Range range) {
        return Math.round((range.to() - range.from()) / range.step());
    }

    /** Whether near choices are alike, since they are numbers in their order. */
    private static boolean isAscending(SearchDimension one) {
        List<Optional<Double>> numbers = one.choices().stream()
                .map(one.parameter()::textOf)
                .map(SearchSpace::number)
                .toList();
        return numbers.stream().allMatch(Optional::isPresent)
                && IntStream.range(1, numbers.size())
                        .allMatch(i -> numbers.get(i - 1).get() < numbers.get(i).get());
    }

    private static Optional<Double> number(String text) {
        try {
            return Optional.of(text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Of the parameters that are part of the point. */
    Map<Parameter, Object> values(Point point) {
        Map<Parameter, Object> values = new EnumMap<>(Parameter.class);
        for (int i = 0; i < dimensions.size(); i++) {
            if (point.has(i)) {
                SearchDimension one = dimensions.get(i);
                values.put(one.parameter(), one.value(number(one, point.at(i))));
            }
        }
        return values;
    }

    private static double number(SearchDimension one, double value) {
        return one.asRange()
                .filter(range -> !range.whole() && range.step() > 0)
                .map(range -> range.from() + value * range.step())
                .orElse(value);
    }

    /** The point that such settings are; empty where one of them is outside. */
    Optional<Point> point(Settings settings) {
        double[] values = new double[dimensions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = space.isPart(i, values) ? value(dimensions.get(i), settings) : Double.NaN;
            if (space.isPart(i, values) && !space.dimension(i).holds(values[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(new Point(values));
    }

    private static double value(SearchDimension one, Settings settings) {
        Object value = settings.get(one.parameter());
        if (one.asRange().isEmpty()) {
            return one.choices().indexOf(value);
        }
        Range range = one.asRange().get();
        double number = number(one.parameter().textOf(value)).orElse(Double.NaN);
        return range.step() > 0 && !range.whole() ? Math.rint((number - range.from()) / range.step()) : number;
    }
}
