package dev.kappasweep.figure;

import dev.kappasweep.analysis.Estimate;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Quantity;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the figures of a sweep have in common: its configurations in groups, and the words for them. */
final class SeriesBuilder {
    private static final int MOST_NAMED = 4;

    private final Grid grid;
    private final List<Parameter> others;

    SeriesBuilder(Grid grid) {
        this.grid = grid;
        this.others = grid.sweep().shown().stream()
                .filter(axis -> axis != Parameter.LAMBDA)
                .toList();
    }

    Grid grid() {
        return grid;
    }

    /**
     * The configurations that differ in lambda only, by what tells the groups apart; that is empty if there is one group. A
     * network without a penalty, which the grid has once, is in the group of every penalty.
     */
    Map<String, List<Configuration>> byLambda() {
        Map<List<String>, List<Configuration>> groups = new LinkedHashMap<>();
        List<Configuration> all = grid.configurations();
        all.stream().filter(one -> !isUnpenalised(one)).forEach(one -> add(groups, one));
        List<Configuration> unpenalised =
                all.stream().filter(SeriesBuilder::isUnpenalised).toList();
        if (groups.isEmpty()) {
            unpenalised.forEach(one -> add(groups, one));
        }
        for (List<Configuration> group : groups.values()) {
            unpenalised.stream()
                    .filter(one -> !group.contains(one) && isLike(one, group.get(0)))
                    .findFirst()
                    .ifPresent(group::add);
        }
        return named(groups);
    }

    private void add(Map<List<String>, List<Configuration>> groups, Configuration one) {
        groups.computeIfAbsent(otherValues(one), values -> new ArrayList<>()).add(one);
    }

    /** By what differs between groups: what is the same in all of them tells nothing. */
    private static Map<String, List<Configuration>> named(Map<List<String>, List<Configuration>> groups) {
        Map<String, List<Configuration>> named = new LinkedHashMap<>();
        groups.forEach((values, group) -> named.put(
                IntStream.range(0, values.size())
                        .filter(i -> groups.keySet().stream()
                                .anyMatch(other -> !other.get(i).equals(values.get(i))))
                        .mapToObj(values::get)
                        .collect(Collectors.joining(", ")),
                group));
        return named;
    }

    /** For the subtitle of a figure by groups: names the configurations that are in none. */
    String leftOut() {
        Collection<List<Configuration>> groups = byLambda().values();
        List<String> left = grid.configurations().stream()
                .filter(one -> groups.stream().noneMatch(group -> group.contains(one)))
                .map(this::group)
                .toList();
        String named = left.stream().limit(MOST_NAMED).collect(Collectors.joining("; "));
        int more = left.size() - MOST_NAMED;
        return left.isEmpty() ? "" : ". Without " + named + (more > 0 ? " and " + more + " more" : "");
    }

    private static boolean isUnpenalised(Configuration configuration) {
        return configuration.regularizer() == RegularizerKind.NONE;
    }

    /** Whether the two are equal but for the penalty. */
    private boolean isLike(Configuration one, Configuration other) {
        return others.stream()
                .filter(axis -> !axis.isOfPenalty())
                .allMatch(axis -> one.text(axis).equals(other.text(axis)));
    }

    /** What tells it from those that differ in more than lambda; empty where nothing does. */
    String group(Configuration configuration) {
        return String.join(", ", otherValues(configuration));
    }

    private List<String> otherValues(Configuration configuration) {
        return others.stream().map(axis -> value(axis, configuration)).toList();
    }

    private static String value(Parameter axis, Configuration configuration) {
        return (axis.isBare() ? "" : axis.label() + " ") + configuration.text(axis);
    }

    /** {@code lambda 0.1}, with the other axes where they have several values. */
    String name(Configuration configuration) {
        String rest = group(configuration);
        return "lambda " + configuration.text(Parameter.LAMBDA) + (rest.isEmpty() ? "" : ", " + rest);
    }

    int lambdaCount() {
        return lambdaTexts().size();
    }

    private List<String> lambdaTexts() {
        return grid.configurations().stream()
                .map(one -> one.text(Parameter.LAMBDA))
                .distinct()
                .toList();
    }

    /** Groups of layers may have a lambda each, {@code 0.1/0.005}: these have no place on a line of numbers. */
    private boolean isNumeric() {
        return lambdaTexts().stream().noneMatch(text -> text.contains("/"));
    }

    Scale lambdaScale() {
        return isNumeric()
                ? Scale.lambda(grid.configurations().stream()
                        .mapToDouble(Configuration::lambda)
                        .toArray())
                : Scale.categories(lambdaTexts());
    }

    private double lambdaPlace(Configuration configuration) {
        return isNumeric() ? configuration.lambda() : lambdaTexts().indexOf(configuration.text(Parameter.LAMBDA));
    }

    /** Every lambda as it is written, in order. */
    List<String> orderedLambdas() {
        return grid.configurations().stream()
                .sorted(Comparator.comparingDouble(Configuration::lambda))
                .map(this::lambdaText)
                .distinct()
                .toList();
    }

    String lambdaText(Configuration configuration) {
        return configuration.text(Parameter.LAMBDA);
    }

    /** A line over lambda through a group; empty if none of it has a value. */
    Optional<Series> overLambda(List<Configuration> group, Quantity quantity, String name, Color color, int style) {
        List<Series.Point> points = group.stream()
                .filter(one -> grid.estimate(one, quantity).n() > 0)
                .map(one -> Series.Point.of(lambdaPlace(one), grid.estimate(one, quantity), quantity.metric()))
                .sorted((a, b) -> Double.compare(a.x(), b.x()))
                .toList();
        return points.isEmpty() ? Optional.empty() : Optional.of(new Series(name, color, style, points));
    }

    /** At most so many, evenly over all. */
    static <T> List<T> spread(List<T> all, int most) {
        int kept = Math.min(most, all.size());
        return IntStream.range(0, kept)
                .map(i -> kept == 1 ? 0 : (int) Math.round((double) i * (all.size() - 1) / (kept - 1)))
                .mapToObj(all::get)
                .toList();
    }

    /** How many seeds the estimates are over, {@code n = 3} or {@code n = 1 to 3}. */
    String seeds(List<Quantity> quantities) {
        int[] counts = grid.configurations().stream()
                .flatMap(one -> quantities.stream().map(quantity -> grid.estimate(one, quantity)))
                .mapToInt(Estimate::n)
                .filter(n -> n > 0)
                .sorted()
                .toArray();
        if (counts.length == 0) {
            return "n = 0";
        }
        int most = counts[counts.length - 1];
        return counts[0] == most ? "n = " + most : "n = " + counts[0] + " to " + most;
    }

    /** What a point and its bar are. */
    String meaning(List<Quantity> quantities, String mark) {
        String seeds = seeds(quantities);
        return seeds.equals("n = 1")
                ? "One seed, n = 1"
                : "Mean over seeds, " + seeds + "; " + mark + ": 95 % interval of the mean (Student's t)";
    }

    /** For a subtitle: says so where a figure has room for some only. */
    static String partly(int shown, int all, String what) {
        return shown < all ? ". " + shown + " of " + all + " " + what : "";
    }

    /** The sweep with its data set, under a title. */
    String sweepName() {
        return grid.sweep().name();
    }
}
