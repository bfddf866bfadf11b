package dev.kappasweep.nn;

import dev.kappasweep.kernel.AdamStep;
import dev.kappasweep.kernel.SparseBatch;
import dev.kappasweep.kernel.WeightPanels;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.SingularTriplet;
import dev.kappasweep.linalg.TrackingSolver;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The float32 weights of the layer that reads the batch itself, in training: gradient, penalty and Adam's step are one pass over
 * weights and moments, and the gradient is never stored. The weights live in panels; {@link #value} is a copy that is brought up
 * to date when somebody asks for it, and taken in at the first step after it was initialised or restored.
 */
final class PanelParameter extends Parameter {
    private final Matrix value;
    private final WeightPanels panels;
    private final SparseBatch batch;
    private final PanelPenalty penalty;
    private final Matrix zeros;
    private @Nullable Matrix delta;
    private @Nullable Matrix deltaSums;
    private boolean panelsAreStale = true;
    private boolean valueIsStale;
    private double lastPenalty;

    /** @param maxRows images in the largest batch */
    PanelParameter(int outputs, int inputs, int maxRows, PanelPenalty penalty) {
        this.value = Matrix.zeros(Precision.FLOAT32, outputs, inputs);
        this.panels = new WeightPanels(outputs, inputs, maxRows);
        this.batch = new SparseBatch(maxRows, inputs);
        this.penalty = penalty;
        this.zeros = Matrix.zeros(Precision.FLOAT32, 1, Math.max(outputs, inputs));
    }

    @Override
    public Matrix value() {
        if (valueIsStale) {
            panels.storeWeights(value.floats());
            valueIsStale = false;
        }
        return value;
    }

    @Override
    public Matrix gradient() {
        throw new IllegalStateException("the gradient of weights in panels is never stored");
    }

    /** output = input W^T + bias. */
    void forward(Matrix input, Matrix bias, Matrix output) {
        if (panelsAreStale) {
            panels.loadWeights(value.floats());
            panelsAreStale = false;
        }
        batch.assign(input.bytes(), input.rows());
        panels.forward(batch, input.rows(), bias.floats(), output.floats());
    }

    /**
     * Keeps what {@link #update} makes the gradient of, together with the input of the last {@link #forward}.
     *
     * @param columnSums of {@code newDelta}
     */
    void backward(Matrix newDelta, Matrix columnSums) {
        delta = newDelta;
        deltaSums = columnSums;
    }

    @Override
    void update(AdamStep step) {
        if (delta == null || deltaSums == null) {
            throw new IllegalStateException("an update without a backward pass");
        }
        TrackingSolver solver = penalty.solver();
        SingularTriplet triplet = solver == null ? null : solver.solve(panels);
        double sigma = triplet == null ? 0 : triplet.sigma();
        panels.update(
                batch,
                delta.rows(),
                delta.floats(),
                deltaSums.floats(),
                (float) (penalty.lambda() * penalty.form().outerFactor(sigma)),
                (triplet == null ? zeros : triplet.u()).floats(),
                (triplet == null ? zeros : triplet.v()).floats(),
                (float) (penalty.lambda() * penalty.form().ownFactor(value.smallerSize())),
                step);
        lastPenalty = penalty.lambda() * penalty.form().value(sigma, panels.sumOfSquares(), value.smallerSize());
        valueIsStale = true;
    }

    /** lambda times the penalty at the weights before the last update. */
    @Override
    double lastPenalty() {
        return lastPenalty;
    }

    @Override
    int lastSolverSteps() {
        TrackingSolver solver = penalty.solver();
        return solver == null ? 0 : solver.steps();
    }

    @Override
    long heapBytes() {
        return panels.bytes() + batch.bytes();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        value().save(out);
        try (Matrix first = Matrix.zeros(Precision.FLOAT32, value.rows(), value.cols());
                Matrix second = Matrix.zeros(Precision.FLOAT32, value.rows(), value.cols())) {
            panels.storeMoments(first.floats(), second.floats());
            first.save(out);
            second.save(out);
        }
        if (penalty.solver() != null) {
            penalty.solver().save(out);
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        value.restore(in);
        panelsAreStale = true;
        valueIsStale = false;
        try (Matrix first = Matrix.zeros(Precision.FLOAT32, value.rows(), value.cols());
                Matrix second = Matrix.zeros(Precision.FLOAT32, value.rows(), value.cols())) {
            first.restore(in);
            second.restore(in);
            panels.loadMoments(first.floats(), second.floats());
        }
        if (penalty.solver() != null) {
            penalty.solver().restore(in);
        }
    }

    @Override
    public void close() {
        value.close();
        zeros.close();
        if (penalty.solver() != null) {
            penalty.solver().close();
        }
    }
}
