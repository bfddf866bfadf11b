package dev.kappasweep.nn;

import dev.kappasweep.kernel.OptimizerStep;
import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.function.Consumer;

/** Weights whose gradient is stored, so that any penalty can add to it. */
public final class DenseWeights extends Weights {
    private final Parameter parameter;

    DenseWeights(Precision precision, int outputs, int inputs, int moments) {
        this.parameter = new Parameter(precision, outputs, inputs, moments);
    }

    @Override
    public Matrix value() {
        return parameter.value();
    }

    @Override
    public void edit(Consumer<Matrix> editor) {
        editor.accept(parameter.value());
    }

    Matrix gradient() {
        return parameter.gradient();
    }

    @Override
    void forward(Matrix input, Matrix bias, Matrix output) {
        forward(input, parameter.value(), bias, output);
    }

    /** output = input weights^T + bias. */
    static void forward(Matrix input, Matrix weights, Matrix bias, Matrix output) {
        Blas.multiplyTransposed(input, weights, output);
        output.precision().kernels().addBias(output.memory(), bias.memory(), output.rows(), output.cols());
    }

    @Override
    void backward(Matrix delta, Matrix deltaSums, Matrix input) {
        Blas.transposedMultiply(delta, input, parameter.gradient());
    }

    @Override
    void update(OptimizerStep step, Runnable beside) {
        parameter.update(step);
        beside.run();
    }

    @Override
    long heapBytes() {
        return 0;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        parameter.save(out);
    }

    @Override
    public void restore(DataInput in) throws IOException {
        parameter.restore(in);
    }

    @Override
    public void close() {
        parameter.close();
    }
}
