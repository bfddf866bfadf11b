package dev.kappasweep.nn;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.sweep.Initialisation;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** Draws the parameters of layers. All is computed in double precision, by plain operations in a stated order, and rounded when stored. */
final class Initializer {
    private final Initialisation kind;
    private final RandomGenerator random;

    Initializer(Initialisation kind, RandomGenerator random) {
        this.kind = kind;
        this.random = random;
    }

    /** Receives weights, drawn row by row. */
    void weights(Matrix w) {
        switch (kind) {
            case PYTORCH -> fill(w, uniform(1 / Math.sqrt(w.cols())));
            case HE_NORMAL -> {
                double deviation = Math.sqrt(2.0 / w.cols());
                fill(w, () -> deviation * random.nextGaussian());
            }
            case XAVIER_UNIFORM -> fill(w, uniform(Math.sqrt(6.0 / ((double) w.rows() + w.cols()))));
            case ORTHOGONAL -> orthogonal(w);
        }
    }

    /** Receives biases, drawn after the weights of their layer. */
    void biases(Matrix b, int inputs) {
        fill(b, kind == Initialisation.PYTORCH ? uniform(1 / Math.sqrt(inputs)) : () -> 0);
    }

    private DoubleSupplier uniform(double bound) {
        return () -> (2 * random.nextDouble() - 1) * bound;
    }

    private static void fill(Matrix matrix, DoubleSupplier draw) {
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, draw.getAsDouble());
        }
    }

    /** Standard normal vectors of the longer size, one after the other, each made orthonormal to those before it. */
    private void orthogonal(Matrix w) {
        boolean areRows = w.rows() <= w.cols();
        int count = Math.min(w.rows(), w.cols());
        int length = Math.max(w.rows(), w.cols());
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < length; k++) {
                vectors[i][k] = random.nextGaussian();
            }
            orthonormalize(vectors, i);
            for (int k = 0; k < length; k++) {
                w.set(areRows ? i : k, areRows ? k : i, vectors[i][k]);
            }
        }
    }

    /** Gram and Schmidt's, twice: once more mends what cancellation leaves. */
    private static void orthonormalize(double[][] vectors, int last) {
        double[] vector = vectors[last];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < last; i++) {
                add(vector, -dot(vector, vectors[i]), vectors[i]);
            }
        }
        double norm = Math.sqrt(dot(vector, vector));
        for (int k = 0; k < vector.length; k++) {
            vector[k] /= norm;
        }
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * y[k];
        }
        return sum;
    }

    private static void add(double[] x, double factor, double[] y) {
        for (int k = 0; k < x.length; k++) {
            x[k] += factor * y[k];
        }
    }
}
