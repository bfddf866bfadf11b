package dev.kappasweep.nn;

import dev.kappasweep.regularizer.Regularizer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Any regulariser on weights whose gradient is stored.
 *
 * @param regularizer closed together with this
 * @param lambda above 0
 */
public record DensePenalty(DenseWeights weights, Regularizer regularizer, double lambda) implements Penalty {
    public DensePenalty {
        Penalty.requirePositive(lambda);
    }

    @Override
    public double addGradient() {
        return lambda * regularizer.addGradient(weights.value(), lambda, weights.gradient());
    }

    @Override
    public void afterUpdate() {
        regularizer.afterUpdate(weights.value(), lambda);
    }

    @Override
    public int solverSteps() {
        return regularizer.solverSteps();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        regularizer.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        regularizer.restore(in);
    }

    @Override
    public void close() {
        regularizer.close();
    }
}
