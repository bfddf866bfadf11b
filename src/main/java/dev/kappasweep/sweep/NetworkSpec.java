package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The dense layers between input and output, whose sizes come from the data set.
 *
 * @param hidden number of units of each hidden layer in order, each at least 1; empty for a single weight matrix
 * @param activations of each hidden layer; a single one stands for all
 * @param dropout the probability that a hidden unit is left out of a training step, in [0, 1)
 */
public record NetworkSpec(List<Integer> hidden, List<Activation> activations, double dropout) implements Serializable {
    public NetworkSpec {
        hidden = List.copyOf(hidden);
        hidden.forEach(units -> Require.positive("network.hidden", units));
        Require.none(
                expectedInPlaceOf(activations, hidden),
                "network.activation",
                activations.stream().map(Activation::text).toList());
        activations = activations.size() == 1
                ? Collections.nCopies(hidden.size(), activations.get(0))
                : List.copyOf(activations);
        Require.require(
                dropout >= 0 && dropout < 1, "network.dropout", dropout, "a number of at least 0 and below 1", dropout);
    }

    /** What is expected in the place of these activations; empty where they fit the hidden layers. */
    public static Optional<String> expectedInPlaceOf(List<Activation> activations, List<Integer> hidden) {
        return activations.size() == 1 || activations.size() == hidden.size()
                ? Optional.empty()
                : Optional.of("one value, or one for each of the " + hidden.size() + " hidden layers");
    }

    /** One activation for all hidden layers, no dropout. */
    public NetworkSpec(List<Integer> hidden, Activation activation) {
        this(hidden, List.of(activation), 0);
    }

    /** The number of weight matrices: one per hidden layer and one for the output. */
    public int depth() {
        return hidden.size() + 1;
    }

    /** The same layers with another dropout. */
    public NetworkSpec withDropout(double other) {
        return new NetworkSpec(hidden, activations, other);
    }
}
