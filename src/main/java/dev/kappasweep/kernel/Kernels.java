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

    /** z = tanh(z). */
    void tanh(DirectMemory z, int count);

    /** delta = delta (1 - h^2), the derivative of the hyperbolic tangent by its own output h. */
    void tanhGradient(DirectMemory delta, DirectMemory h, int count);

    /**
     * z = z P(z) with the standard normal distribution P, and slopes = P(z) + z p(z) with its density p, the derivative, which does not
     * follow from the output.
     */
    void gelu(DirectMemory z, DirectMemory slopes, int count);

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

    /** y += alpha x. */
    void addScaled(DirectMemory y, double alpha, DirectMemory x, int count);

    /** x = alpha x. */
    void scale(DirectMemory x, double alpha, int count);

    /** a[i][j] += alpha x[i] y[j]. */
    void addOuterProduct(DirectMemory a, double alpha, DirectMemory x, DirectMemory y, int rows, int cols);

    /** y[j] += the sum over i of x[i] a[i][j], added in the order of the rows. */
    void addScaledRows(DirectMemory y, DirectMemory x, DirectMemory a, int rows, int cols);

    /** The sum of x[i] y[i], in double precision: four parts, part p of every fourth from p on, 0 with 2 and 1 with 3, and the rest. */
    double dot(DirectMemory x, DirectMemory y, int count);

    /** product = x y, element by element; product may be x or y. */
    void multiply(DirectMemory x, DirectMemory y, DirectMemory product, int count);

    /** One step of Adam: m and v follow the gradient g and its square, and w moves. */
    void adam(DirectMemory w, DirectMemory g, DirectMemory m, DirectMemory v, int count, AdamStep step);

    /** One step of gradient descent with momentum: m follows the gradient g, and w moves. */
    void sgd(DirectMemory w, DirectMemory g, DirectMemory m, int count, SgdStep step);
}
