package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is penalised and how; how strongly is the axis lambda.
 *
 * @param layers the penalised weight matrices by name, from {@link ExperimentRules#layerNames}
 * @param solver finds the top singular triplet, where the kind needs one
 * @param tolerance a solve stops when the relative residual ||S^T u - sigma v|| / sigma is at most this; in (0, 1)
 */
public record RegularizerSpec(RegularizerKind kind, List<String> layers, SolverSpec solver, double tolerance)
        implements Serializable {
    /** The tolerance where nobody says, as text. */
    public static final String DEFAULT_TOLERANCE = "0.02";

    public RegularizerSpec {
        layers = Require.distinct("regularizer.layers", layers);
        layers.forEach(layer -> Require.layer("regularizer.layers", layer));
        Require.require(
                tolerance > 0 && tolerance < 1,
                "regularizer.tolerance",
                tolerance,
                "a number between 0 and 1",
                tolerance);
    }

    /** The same layers in the order of a network: W1, W2, ...; E1, E2, ..., D2, D1. */
    static List<String> inOrder(List<String> layers) {
        return layers.stream()
                .sorted(Comparator.comparingInt(RegularizerSpec::place))
                .toList();
    }

    private static int place(String layer) {
        return switch (layer.charAt(0)) {
            case 'D' -> Integer.MAX_VALUE - number(layer);
            default -> number(layer);
        };
    }

    /** The numbers of the penalised layers in ascending order: a {@link Strength} of several values has one for each. */
    public List<Integer> groups() {
        return layers.stream().map(RegularizerSpec::number).distinct().sorted().toList();
    }

    private static int number(String layer) {
        return Integer.parseInt(group(layer));
    }

    private static String group(String layer) {
        return layer.substring(1);
    }

    /** What is expected in the place of {@code strength}; empty where it fits the penalised {@code layers}. */
    public static Optional<String> expectedInPlaceOf(Strength strength, List<String> layers) {
        int values = strength.values().size();
        if (values == 1) {
            return Optional.empty();
        }
        long groups = layers.stream().map(RegularizerSpec::group).distinct().count();
        return values == groups
                ? Optional.empty()
                : Optional.of("one number, or a list of " + groups + " for the groups of " + String.join(", ", layers));
    }

    /** lambda of {@code layer}; 0 where it is not penalised. */
    public double lambda(Strength strength, String layer) {
        if (!layers.contains(layer)) {
            return 0;
        }
        return strength.ofGroup(strength.values().size() == 1 ? 0 : groups().indexOf(number(layer)));
    }

    /** The same penalty with another solver. */
    public RegularizerSpec withSolver(SolverSpec otherSolver) {
        return with(kind, otherSolver);
    }

    /** The same penalty with another bound on the residual of its solves. */
    public RegularizerSpec withTolerance(double other) {
        return new RegularizerSpec(kind, layers, solver, other);
    }

    RegularizerSpec with(RegularizerKind otherKind, SolverSpec otherSolver) {
        return new RegularizerSpec(otherKind, layers, otherSolver, tolerance);
    }
}
