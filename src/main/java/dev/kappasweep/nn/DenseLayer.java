package dev.kappasweep.nn;

import dev.kappasweep.sweep.Activation;

/** h = activation(x W^T + b), x and h one row per image. */
public final class DenseLayer implements AutoCloseable {
    private final Activation activation;
    private final Weights weights;
    private final Parameter bias;
    private final int inputs;
    private final int outputs;

    /** @param moments how many the optimiser has */
    DenseLayer(Weights weights, Activation activation, int moments) {
        this.activation = activation;
        this.weights = weights;
        this.inputs = weights.value().cols();
        this.outputs = weights.value().rows();
        this.bias = new Parameter(weights.value().precision(), 1, outputs, moments);
    }

    /** Draws weights and then biases. */
    void initialize(Initializer initializer) {
        weights.edit(initializer::weights);
        initializer.biases(bias.value(), inputs());
    }

    public int inputs() {
        return inputs;
    }

    public int outputs() {
        return outputs;
    }

    public Activation activation() {
        return activation;
    }

    /** W, outputs x inputs. */
    public Weights weights() {
        return weights;
    }

    /** b, 1 x outputs. */
    public Parameter bias() {
        return bias;
    }

    @Override
    public void close() {
        weights.close();
        bias.close();
    }
}
