package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;

/**
 * A penalty on one weight matrix. One instance serves one matrix through its training: it may keep buffers, and what it learnt
 * of the matrix at the last step.
 */
public sealed interface Regularizer extends AutoCloseable, Checkpointed permits NoPenalty, ConditionNumber, Tikhonov {
    /** The penalty at {@code weights}; at least 0. */
    double value(Matrix weights);

    /**
     * Adds lambda times the gradient of the penalty at {@code weights} to {@code gradient}; where the penalty is not
     * differentiable, lambda times an element of its subdifferential.
     *
     * @param gradient of the size of {@code weights}
     * @return the penalty at {@code weights}, as {@link #value}, not multiplied by lambda
     */
    double addGradient(Matrix weights, double lambda, Matrix gradient);

    /** The steps that a solver took in the last call of either method; 0 where none is used. */
    int solverSteps();

    @Override
    void close();
}
