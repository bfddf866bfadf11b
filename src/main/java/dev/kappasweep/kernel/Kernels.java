package dev.kappasweep.kernel;

/**
 * The element-wise loops of training, over numbers in direct memory, from its beginning. Counts and sizes are in elements.
 */
public interface Kernels {
    /** z[i][j] += bias[j]. */
    void addBias(DirectMemory z, DirectMemory bias, int rows, int cols);

    /** z = 1/(1 + exp(-z)). */
    void sigmoid(DirectMemory z, int count);

    /** delta = delta h (1 - h), the derivative of the sigmoid by its own output h. */
    void sigmoidGradient(DirectMemory delta, DirectMemory h, int count);

    /** z = max(z, 0). */
    void relu(DirectMemory z, int count);

    /** delta = delta where h > 0, else 0; h is the output of {@link #relu}. */
    void reluGradient(DirectMemory delta, DirectMemory h, int count);

    /** sums[j] = sum over i of z[i][j], added in the order of the rows. */
    void columnSums(DirectMemory z, DirectMemory sums, int rows, int cols);

    /**
     * g[i][j] += alpha u[i] v[j] + beta w[i][j].
     *
     * @return the sum of the squares of w, which costs nothing while w passes by
     */
    double addOuterProductAndScaled(
            DirectMemory g,
            double alpha,
            DirectMemory u,
            DirectMemory v,
            double beta,
            DirectMemory w,
            int rows,
            int cols);

    /** The sum of squares of all elements. */
    double sumOfSquares(DirectMemory w, int rows, int cols);

    /** The sum of the absolute values of all elements. */
    double sumOfMagnitudes(DirectMemory w, int rows, int cols);

    /** g += alpha sign(w), with sign(0) = 0. */
    void addScaledSigns(DirectMemory g, double alpha, DirectMemory w, int count);

    /** product = x y, element by element; product may be x or y. */
    void multiply(DirectMemory x, DirectMemory y, DirectMemory product, int count);

    /** One step of Adam: m and v follow the gradient g and its square, and w moves. */
    void adam(DirectMemory w, DirectMemory g, DirectMemory m, DirectMemory v, int count, AdamStep step);
}
