package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * What is penalised and how; how strongly is the axis lambda.
 *
 * @param layers the penalised weight matrices by name, W1 (next to the input), W2, ...
 * @param solver finds the top singular triplet, where the kind needs one
 * @param tolerance a solve stops when the relative residual ||S^T u - sigma v|| / sigma is at most this; in (0, 1)
 */
public record RegularizerSpec(RegularizerKind kind, List<String> layers, SolverSpec solver, double tolerance)
        implements Serializable {
    public RegularizerSpec {
        layers = Require.distinct("regularizer.layers", layers);
        for (String layer : layers) {
            Require.require(
                    layer.matches("W[1-9][0-9]{0,3}"), "regularizer.layers", "'" + layer + "'", "W1, W2, ...", layer);
        }
        Require.require(
                tolerance > 0 && tolerance < 1,
                "regularizer.tolerance",
                tolerance,
                "a number between 0 and 1",
                tolerance);
    }

    /** The name of the weight matrix at {@code index}, counted from 0 at the input. */
    public static String layerName(int index) {
        return "W" + (index + 1);
    }

    /** The same penalty with another solver. */
    public RegularizerSpec withSolver(SolverSpec otherSolver) {
        return with(kind, otherSolver);
    }

    RegularizerSpec with(RegularizerKind otherKind, SolverSpec otherSolver) {
        return new RegularizerSpec(otherKind, layers, otherSolver, tolerance);
    }
}
