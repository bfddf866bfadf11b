package dev.kappasweep.linalg;

/** A matrix S of which only the products with vectors are asked for. Vectors are rows, and all of one precision. */
public interface LinearOperator {
    int rows();

    int cols();

    /**
     * products = vectors S.
     *
     * @param vectors count x rows
     * @param products receives count x cols
     */
    void multiply(Matrix vectors, Matrix products);

    /**
     * products = vectors S^T.
     *
     * @param vectors count x cols
     * @param products receives count x rows
     */
    void multiplyTransposed(Matrix vectors, Matrix products);

    /** min(rows, cols), nu in the paper. */
    default int smallerSize() {
        return Math.min(rows(), cols());
    }
}
