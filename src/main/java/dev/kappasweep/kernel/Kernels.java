package dev.kappasweep.kernel;

import java.nio.ByteBuffer;

/**
 * The element-wise loops of training, over numbers in native byte order in direct memory. Counts and sizes are in elements;
 * buffers are read and written from their start, whatever their position.
 */
public interface Kernels {
    /** z[i][j] += bias[j]. */
    void addBias(ByteBuffer z, ByteBuffer bias, int rows, int cols);

    /** z = 1/(1 + exp(-z)). */
    void sigmoid(ByteBuffer z, int count);

    /** delta = delta h (1 - h), the derivative of the sigmoid by its own output h. */
    void sigmoidGradient(ByteBuffer delta, ByteBuffer h, int count);

    /** z = max(z, 0). */
    void relu(ByteBuffer z, int count);

    /** delta = delta where h > 0, else 0; h is the output of {@link #relu}. */
    void reluGradient(ByteBuffer delta, ByteBuffer h, int count);

    /** sums[j] = sum over i of z[i][j], added in the order of the rows. */
    void columnSums(ByteBuffer z, ByteBuffer sums, int rows, int cols);

    /**
     * g[i][j] += alpha u[i] v[j] + beta w[i][j].
     *
     * @return the sum of the squares of w, which costs nothing while w passes by
     */
    double addOuterProductAndScaled(
            ByteBuffer g, double alpha, ByteBuffer u, ByteBuffer v, double beta, ByteBuffer w, int rows, int cols);

    /** The sum of squares of all elements. */
    double sumOfSquares(ByteBuffer w, int rows, int cols);

    /** The sum of the absolute values of all elements. */
    double sumOfMagnitudes(ByteBuffer w, int rows, int cols);

    /** g += alpha sign(w), with sign(0) = 0. */
    void addScaledSigns(ByteBuffer g, double alpha, ByteBuffer w, int count);

    /** product = x y, element by element; product may be x or y. */
    void multiply(ByteBuffer x, ByteBuffer y, ByteBuffer product, int count);

    /** One step of Adam: m and v follow the gradient g and its square, and w moves. */
    void adam(ByteBuffer w, ByteBuffer g, ByteBuffer m, ByteBuffer v, int count, AdamStep step);
}
