package dev.kappasweep.jmh;

import dev.kappasweep.kernel.AdamStep;
import dev.kappasweep.kernel.FloatKernels;
import dev.kappasweep.kernel.SparseBatch;
import dev.kappasweep.kernel.WeightPanels;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.PanelOperator;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.linalg.TrackingSolver;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The pieces of a training step of the classifier's first layer, one by one: W hidden x 784, a batch of 32 images of which one
 * pixel in five is not background, as of MNIST's.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TrainingPieces {
    private static final int INPUTS = 784;
    private static final int ROWS = 32;
    private static final int PIXELS_PER_FOREGROUND = 5;
    private static final float BACKGROUND = -0.4242f;
    private static final double TOLERANCE = 0.02;
    private static final double RATE = 1e-4;
    // So small that the weights stay what they are, however often they are updated.
    private static final double NO_RATE = 1e-30;

    /** Units of the layer. */
    @Param({"2048"})
    private int hidden;

    private final RandomGenerator random = new SplittableRandom(1);
    private final AdamStep adam = new AdamStep();
    private Matrix weights;
    private Matrix gradient;
    private Matrix first;
    private Matrix second;
    private Matrix images;
    private Matrix biases;
    private Matrix outputs;
    private Matrix delta;
    private Matrix u;
    private Matrix v;
    private WeightPanels panels;
    private PanelOperator operator;
    private SparseBatch batch;
    private TrackingSolver solver;

    /** Makes weights as they are at the beginning of training, images and the rest. */
    @Setup(Level.Trial)
    public void allocate() {
        weights = uniform(hidden, INPUTS, 1 / Math.sqrt(INPUTS));
        gradient = uniform(hidden, INPUTS, 1e-3);
        first = Matrix.zeros(Precision.FLOAT32, hidden, INPUTS);
        second = Matrix.zeros(Precision.FLOAT32, hidden, INPUTS);
        biases = uniform(1, hidden, 1e-2);
        outputs = Matrix.zeros(Precision.FLOAT32, ROWS, hidden);
        delta = uniform(ROWS, hidden, 1e-3);
        u = uniform(1, hidden, 1 / Math.sqrt(hidden));
        v = uniform(1, INPUTS, 1 / Math.sqrt(INPUTS));
        images = uniform(ROWS, INPUTS, 1);
        for (int i = 0; i < images.size(); i++) {
            images.set(i, random.nextInt(PIXELS_PER_FOREGROUND) == 0 ? images.get(i) + 1 : BACKGROUND);
        }
        panels = new WeightPanels(hidden, INPUTS, ROWS);
        operator = new PanelOperator(panels);
        panels.loadWeights(weights.floats());
        batch = new SparseBatch(ROWS, INPUTS);
        batch.assign(images.memory(), ROWS);
        solver = new TrackingSolver(Precision.FLOAT32, hidden, INPUTS, 1, TOLERANCE, random);
        solver.solve(operator);
        adam.advance(RATE, 1);
    }

    private Matrix uniform(int rows, int cols, double bound) {
        Matrix matrix = Matrix.zeros(Precision.FLOAT32, rows, cols);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, (2 * random.nextDouble() - 1) * bound);
        }
        return matrix;
    }

    /** Frees what is outside the heap. */
    @TearDown(Level.Trial)
    public void free() {
        for (Matrix matrix : new Matrix[] {weights, gradient, first, second, images, biases, outputs, delta, u, v}) {
            matrix.close();
        }
        solver.close();
    }

    /** The batch as background and what differs from it. */
    @Benchmark
    public int sparseBatch() {
        batch.assign(images.memory(), ROWS);
        return batch.size();
    }

    /** x W^T and the bias. */
    @Benchmark
    public Matrix panelsForward() {
        panels.forward(batch, ROWS, biases.floats(), outputs.floats());
        return outputs;
    }

    /** Gradient, penalty and Adam in one pass. */
    @Benchmark
    public WeightPanels panelsUpdate() {
        adam.advance(NO_RATE, 1);
        panels.update(
                batch, ROWS, delta.floats(), biases.floats(), 1e-3f, u.floats(), v.floats(), -1e-3f, adam, () -> {});
        return panels;
    }

    /** Adam with a gradient that is stored, as for the layers that are not in panels. */
    @Benchmark
    public Matrix adamStep() {
        adam.advance(NO_RATE, 1);
        FloatKernels.INSTANCE.adam(
                weights.memory(), gradient.memory(), first.memory(), second.memory(), weights.size(), adam);
        return weights;
    }

    /** One Rayleigh-Ritz step of the default solver. */
    @Benchmark
    public double trackingSolverStep() {
        return solver.solve(operator).sigma();
    }

    /** All singular values, as after each epoch. */
    @Benchmark
    public double spectrum() {
        return Spectrum.of(weights).kappa();
    }
}
