package dev.kappasweep.nn;

import dev.kappasweep.crew.Team;
import dev.kappasweep.kernel.OptimizerStep;
import dev.kappasweep.kernel.SparseBatch;
import dev.kappasweep.kernel.WeightPanels;
import dev.kappasweep.linalg.LinearOperator;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.PanelOperator;
import dev.kappasweep.linalg.Precision;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The float32 weights of the layer that reads the batch itself: gradient, penalty and the optimiser's step are one pass over weights and
 * moments, and the gradient is never stored. It is delta^T input + alpha u v^T + beta W, whose parts are kept for that pass. The
 * weights live in panels; {@link #value} is a copy that is brought up to date when somebody asks for it.
 */
public final class PanelWeights extends Weights {
    private final int moments;
    private final Matrix value;
    private final WeightPanels panels;
    private final LinearOperator operator;
    /** That of the last {@link #forward}. */
    private SparseBatch batch;

    private SparseBatch nextBatch;
    private boolean isNextPrepared;
    private final Team team;
    private final Matrix zeros;
    private Matrix delta;
    private Matrix deltaSums;
    private double alpha;
    private Matrix u;
    private Matrix v;
    private double beta;
    private boolean valueIsStale;

    /**
     * @param maxRows images in the largest batch
     * @param moments how many the optimiser has
     */
    PanelWeights(int outputs, int inputs, int maxRows, int moments, Team team) {
        this.moments = moments;
        this.value = Matrix.zeros(Precision.FLOAT32, outputs, inputs);
        this.panels = new WeightPanels(outputs, inputs, maxRows, moments, team);
        this.operator = new PanelOperator(panels);
        this.team = team;
        this.batch = new SparseBatch(maxRows, inputs);
        this.nextBatch = new SparseBatch(maxRows, inputs);
        this.zeros = Matrix.zeros(Precision.FLOAT32, 1, Math.max(outputs, inputs));
        this.delta = zeros;
        this.deltaSums = zeros;
        this.u = zeros;
        this.v = zeros;
    }

    /** Those who work on them together. */
    public Team team() {
        return team;
    }

    /** They as what a solver multiplies by. */
    public LinearOperator operator() {
        return operator;
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
    public void edit(Consumer<Matrix> editor) {
        editor.accept(value());
        panels.loadWeights(value.floats());
    }

    @Override
    void prepare(Matrix input) {
        nextBatch.assign(input.memory(), input.rows());
        isNextPrepared = true;
    }

    @Override
    void forward(Matrix input, Matrix bias, Matrix output) {
        if (!isNextPrepared) {
            panels.expectForward();
            prepare(input);
        }
        SparseBatch last = batch;
        batch = nextBatch;
        nextBatch = last;
        isNextPrepared = false;
        panels.forward(batch, input.rows(), bias.floats(), output.floats());
    }

    /** ||W||_F^2 at the last {@link #forward}. */
    double sumOfSquares() {
        return panels.sumOfSquares();
    }

    @Override
    void backward(Matrix newDelta, Matrix newDeltaSums, Matrix input) {
        delta = newDelta;
        deltaSums = newDeltaSums;
        setPenalty(0, zeros, zeros, 0);
    }

    /** Adds newAlpha newU newV^T + newBeta W to the gradient of the loss; the vectors stay unchanged until {@link #update}. */
    void setPenalty(double newAlpha, Matrix newU, Matrix newV, double newBeta) {
        alpha = newAlpha;
        u = newU;
        v = newV;
        beta = newBeta;
    }

    @Override
    void update(OptimizerStep step, Runnable beside) {
        panels.update(
                batch,
                delta.rows(),
                delta.floats(),
                deltaSums.floats(),
                (float) alpha,
                u.floats(),
                v.floats(),
                (float) beta,
                step,
                beside);
        valueIsStale = true;
    }

    @Override
    long heapBytes() {
        return panels.bytes() + batch.bytes() + nextBatch.bytes();
    }

    @Override
    public void save(DataOutput out) throws IOException {
        value().save(out);
        try (Matrix copy = Matrix.zeros(Precision.FLOAT32, value.rows(), value.cols())) {
            for (int moment = 0; moment < moments; moment++) {
                panels.storeMoment(moment, copy.floats());
                copy.save(out);
            }
        }
    }

    @Override
    public void restore(DataInput in) throws IOException {
        value.restore(in);
        panels.loadWeights(value.floats());
        valueIsStale = false;
        try (Matrix copy = Matrix.zeros(Precision.FLOAT32, value.rows(), value.cols())) {
            for (int moment = 0; moment < moments; moment++) {
                copy.restore(in);
                panels.loadMoment(moment, copy.floats());
            }
        }
    }

    @Override
    public void close() {
        value.close();
        zeros.close();
    }
}
