package dev.kappasweep.figure;

import dev.kappasweep.analysis.Estimate;
import dev.kappasweep.analysis.Grid;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.table.Configuration;
import dev.kappasweep.table.Quantity;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the figures of a sweep have in common: its configurations in groups, and the words for them. */
final class SeriesBuilder {
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
        Map<String, List<Configuration>> groups = new LinkedHashMap<>();
        List<Configuration> all = grid.configurations();
        all.stream().filter(one -> !isUnpenalised(one)).forEach(one -> add(groups, one));
        List<Configuration> unpenalised =
                all.stream().filter(SeriesBuilder::isUnpenalised).toList();
        if (groups.isEmpty()) {
            unpenalised.forEach(one -> add(groups, one));
            return groups;
        }
        for (List<Configuration> group : groups.values()) {
            unpenalised.stream()
                    .filter(one -> isLike(one, group.get(0)))
                    .findFirst()
                    .ifPresent(group::add);
        }
        return groups;
    }

    private void add(Map<String, List<Configuration>> groups, Configuration one) {
        groups.computeIfAbsent(otherValues(one), name -> new ArrayList<>()).add(one);
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

    private String otherValues(Configuration configuration) {
        return others.stream().map(axis -> value(axis, configuration)).collect(Collectors.joining(", "));
    }

    private static String value(Parameter axis, Configuration configuration) {
        return (axis.isBare() ? "" : axis.label() + " ") + configuration.text(axis);
    }

    /** {@code lambda 0.1}, with the other axes where they have several values. */
    String name(Configuration configuration) {
        String rest = otherValues(configuration);
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

    /** A line for each group over lambda; groups without any value are left out. */
    List<Series> overLambda(Quantity quantity, Color color, String label) {
        List<Series> all = new ArrayList<>();
        Map<String, List<Configuration>> groups = byLambda();
        int style = 0;
        for (Map.Entry<String, List<Configuration>> group : groups.entrySet()) {
            List<Series.Point> points = group.getValue().stream()
                    .filter(one -> grid.estimate(one, quantity).n() > 0)
                    .map(one -> Series.Point.of(lambdaPlace(one), grid.estimate(one, quantity)))
                    .sorted((a, b) -> Double.compare(a.x(), b.x()))
                    .toList();
            if (!points.isEmpty()) {
                String name = group.getKey().isEmpty() ? label : label + ", " + group.getKey();
                all.add(new Series(name, color, style, points));
            }
            style++;
        }
        return all;
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
