package dev.kappasweep.sweep;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Several sweeps as one: what differs between their settings becomes an axis with one value in each of their grids. */
public final class SweepUnion {
    private SweepUnion() {}

    /**
     * The sweep that has the trials of all, under the name and with the tables of the first.
     *
     * @param sweeps at least one
     * @param names what a message calls each, in the same order
     * @throws InvalidInputException if they differ in experiment or evaluation
     */
    public static SweepSpec of(List<SweepSpec> sweeps, List<String> names) {
        SweepSpec first = sweeps.get(0);
        Set<Axes> grids = new LinkedHashSet<>();
        for (int i = 0; i < sweeps.size(); i++) {
            SweepSpec sweep = sweeps.get(i);
            String pair = names.get(0) + " and " + names.get(i);
            requireSame(pair, "experiment", first.experiment(), sweep.experiment());
            requireSame(pair, "evaluation", first.evaluation(), sweep.evaluation());
            List<Parameter> differing = differing(sweeps);
            sweep.grids().forEach(grid -> grids.add(filledUp(grid, differing, sweep)));
        }
        return first.withGrids(new ArrayList<>(grids));
    }

    /** What the grids of some sweep leave to its settings, where these are not the same everywhere. */
    private static List<Parameter> differing(List<SweepSpec> sweeps) {
        return Stream.of(Parameter.values())
                .filter(parameter -> sweeps.stream()
                                .flatMap(sweep -> sweep.values(parameter).stream())
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private static Axes filledUp(Axes grid, List<Parameter> differing, SweepSpec sweep) {
        Axes filled = grid;
        for (Parameter parameter : differing) {
            if (!grid.values().containsKey(parameter)) {
                filled = filled.with(parameter, List.of(sweep.settings().get(parameter)));
            }
        }
        return filled;
    }

    private static void requireSame(String pair, String what, Object first, Object other) {
        if (!first.equals(other)) {
            throw new InvalidInputException(
                    "results: " + pair + " differ in " + what + " (" + first + "; " + other + "), expected the same");
        }
    }
}
