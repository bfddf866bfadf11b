package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * The dense layers between input and output, whose sizes come from the data set.
 *
 * @param hidden number of units of each hidden layer in order, each at least 1
 * @param activation of every hidden layer
 */
public record NetworkSpec(List<Integer> hidden, Activation activation) implements Serializable {
    public NetworkSpec {
        hidden = List.copyOf(hidden);
        Require.require(!hidden.isEmpty(), "network.hidden", hidden, "at least one layer size", hidden);
        hidden.forEach(units -> Require.positive("network.hidden", units));
    }

    /** The number of weight matrices: one per hidden layer and one for the output. */
    public int depth() {
        return hidden.size() + 1;
    }
}
