package dev.kappasweep.analysis;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.table.Configuration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What configurations are compared with: each with the one that has these values and is otherwise like it.
 *
 * @param values by axis, at least one
 */
record Baseline(Map<Parameter, String> values) {
    Baseline {
        values = Map.copyOf(values);
    }

    /**
     * Reads {@code lambda=0} or {@code lambda=0,regularizer=none}.
     *
     * @throws InvalidInputException if it is something else, or no configuration of the grid has these values
     */
    static Baseline parse(String text, Grid grid) {
        Map<Parameter, String> values = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException(
                        "--baseline: '" + text + "' is not allowed, expected AXIS=VALUE, as in lambda=0");
            }
            values.put(
                    Parameter.named("--baseline", part.substring(0, equals).strip()),
                    part.substring(equals + 1).strip());
        }
        Baseline baseline = new Baseline(values);
        baseline.values.forEach((axis, value) -> requireInGrid(axis, value, grid));
        return baseline;
    }

    private static void requireInGrid(Parameter axis, String value, Grid grid) {
        if (grid.configurations().stream().noneMatch(one -> one.has(axis, value))) {
            String known = grid.configurations().stream()
                    .map(one -> one.text(axis))
                    .distinct()
                    .collect(Collectors.joining(", "));
            throw new InvalidInputException(
                    "--baseline: " + axis.text() + " '" + value + "' is not in the sweep, expected one of " + known);
        }
    }

    /** The smallest lambda of the grid. */
    static Baseline smallestLambda(Grid grid) {
        return grid.configurations().stream()
                .min(Comparator.comparingDouble(Configuration::lambda))
                .map(one -> new Baseline(Map.of(Parameter.LAMBDA, one.text(Parameter.LAMBDA))))
                .orElseThrow(() -> new IllegalStateException("a sweep has at least one configuration"));
    }

    boolean isBaseline(Configuration configuration) {
        return values.entrySet().stream().allMatch(entry -> configuration.has(entry.getKey(), entry.getValue()));
    }

    /** The baseline of {@code configuration}; empty if the grid has none. */
    Optional<Configuration> of(Configuration configuration, Grid grid) {
        return grid.configurations().stream()
                .filter(this::isBaseline)
                .filter(one -> Parameter.ofConfigurations().stream()
                        .filter(axis -> !values.containsKey(axis) && !(isUnpenalised(one) && axis.isOfPenalty()))
                        .allMatch(axis -> one.text(axis).equals(configuration.text(axis))))
                .findFirst();
    }

    /** Then it is the baseline of every penalty: the grid has it once. */
    private static boolean isUnpenalised(Configuration configuration) {
        return configuration.regularizer() == RegularizerKind.NONE;
    }

    String text() {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().text() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
