package dev.kappasweep.nn;

import dev.kappasweep.linalg.Matrix;

/** The data term of an objective: how far a batch's outputs are from its targets. */
public enum Loss {
    /**
     * -log softmax(output)[target], mean over the rows. The output layer is linear; the target is one column of class numbers.
     */
    SOFTMAX_CROSS_ENTROPY {
        @Override
        public double evaluate(Matrix output, Matrix target, Matrix delta) {
            double sum = 0;
            for (int i = 0; i < output.rows(); i++) {
                sum += crossEntropyOfRow(output, i, (int) target.get(i), delta);
            }
            return sum / output.rows();
        }
    },

    /** (output - target)^2, mean over rows and columns. The target has the size of the output. */
    MEAN_SQUARED_ERROR {
        @Override
        public double evaluate(Matrix output, Matrix target, Matrix delta) {
            double sum = 0;
            for (int i = 0; i < output.size(); i++) {
                double difference = output.get(i) - target.get(i);
                sum += difference * difference;
                delta.set(i, 2 * difference / output.size());
            }
            return sum / output.size();
        }
    };

    /**
     * The loss of a batch and its derivative.
     *
     * @param delta receives the derivative by each element of {@code output}
     * @return the loss, NaN or infinite if the outputs are
     */
    public abstract double evaluate(Matrix output, Matrix target, Matrix delta);

    private static double crossEntropyOfRow(Matrix output, int row, int label, Matrix delta) {
        int classes = output.cols();
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < classes; j++) {
            max = Math.max(max, output.get(row, j));
        }
        double sum = 0;
        for (int j = 0; j < classes; j++) {
            double exponential = StrictMath.exp(output.get(row, j) - max);
            delta.set(row, j, exponential);
            sum += exponential;
        }
        for (int j = 0; j < classes; j++) {
            double probability = delta.get(row, j) / sum;
            delta.set(row, j, (probability - (j == label ? 1 : 0)) / output.rows());
        }
        return StrictMath.log(sum) - (output.get(row, label) - max);
    }
}
