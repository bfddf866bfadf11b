package dev.kappasweep.regularizer;

import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A penalty on one weight matrix. One instance serves one matrix through its training: it may keep buffers, and what it learnt
 * of the matrix at the last step.
 */
public sealed interface Regularizer extends AutoCloseable, Checkpointed
        permits RankOneRegularizer, LogCondition, SoftOrthogonality, Lasso, ParsevalRetraction {
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

    /**
     * Called after the optimiser has moved {@code weights}: a regulariser that is a projection and not a term of the loss moves
     * them here.
     *
     * @param lambda its strength
     */
    default void afterUpdate(Matrix weights, double lambda) {}

    /** The steps that a solver took in the last call of either method; 0 where none is used. */
    default int solverSteps() {
        return 0;
    }

    /** Writes nothing, which is right where no state is kept between calls. */
    @Override
    default void save(DataOutput out) throws IOException {}

    @Override
    default void restore(DataInput in) throws IOException {}

    @Override
    default void close() {}
}
