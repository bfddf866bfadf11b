package dev.kappasweep.linalg;

import dev.kappasweep.kernel.DoubleProducts;
import dev.kappasweep.kernel.FloatProducts;
import dev.kappasweep.kernel.Kernels;
import dev.kappasweep.kernel.MatrixProducts;

/**
 * The products of vectors and matrices that training needs, on whole matrices, both precisions, on the thread that calls. Each sum
 * has one order, whatever the CPU: docs/numerics.md.
 */
public final class Blas {
    /** One for each thread that multiplies: they hold what they pack. */
    private static final ThreadLocal<MatrixProducts> FLOATS = ThreadLocal.withInitial(FloatProducts::new);

    private static final ThreadLocal<MatrixProducts> DOUBLES = ThreadLocal.withInitial(DoubleProducts::new);

    private Blas() {}

    /** C = A B. */
    public static void multiply(Matrix a, Matrix b, Matrix c) {
        multiply(a, b, c, false);
    }

    /** C = C + A B. */
    public static void addProduct(Matrix a, Matrix b, Matrix c) {
        multiply(a, b, c, true);
    }

    private static void multiply(Matrix a, Matrix b, Matrix c, boolean add) {
        check(a.rows(), a.cols(), b.rows(), b.cols(), a, b, c);
        products(c).multiply(a.rowVectors(), a.rows(), b.columnVectors(), b.cols(), a.cols(), c.memory(), add);
    }

    /** C = A B^T. */
    public static void multiplyTransposed(Matrix a, Matrix b, Matrix c) {
        check(a.rows(), a.cols(), b.cols(), b.rows(), a, b, c);
        products(c).multiply(a.rowVectors(), a.rows(), b.rowVectors(), b.rows(), a.cols(), c.memory(), false);
    }

    /** C = A^T B. */
    public static void transposedMultiply(Matrix a, Matrix b, Matrix c) {
        transposedMultiply(a, b, c, false);
    }

    /** C = C + A^T B. */
    public static void addTransposedProduct(Matrix a, Matrix b, Matrix c) {
        transposedMultiply(a, b, c, true);
    }

    private static void transposedMultiply(Matrix a, Matrix b, Matrix c, boolean add) {
        check(a.cols(), a.rows(), b.rows(), b.cols(), a, b, c);
        products(c).multiply(a.columnVectors(), a.cols(), b.columnVectors(), b.cols(), a.rows(), c.memory(), add);
    }

    /** G = W W^T. */
    public static void rowGram(Matrix w, Matrix gram) {
        check(w.rows(), w.cols(), w.cols(), w.rows(), w, w, gram);
        products(w).gram(w.rowVectors(), w.rows(), w.cols(), gram.memory());
    }

    /** G = W^T W. */
    public static void columnGram(Matrix w, Matrix gram) {
        check(w.cols(), w.rows(), w.rows(), w.cols(), w, w, gram);
        products(w).gram(w.columnVectors(), w.cols(), w.rows(), gram.memory());
    }

    /**
     * P = X Y^T for X and Y of few rows, each element summed in 16 parts: as inner products are, where {@link #multiplyTransposed}
     * makes chains.
     */
    public static void innerProducts(Matrix x, Matrix y, Matrix p) {
        check(x.rows(), x.cols(), y.cols(), y.rows(), x, y, p);
        products(p).innerProducts(x.memory(), x.rows(), y.memory(), y.rows(), x.cols(), p.memory());
    }

    private static MatrixProducts products(Matrix matrix) {
        return matrix.precision() == Precision.FLOAT32 ? FLOATS.get() : DOUBLES.get();
    }

    private static void check(int m, int innerA, int innerB, int n, Matrix a, Matrix b, Matrix c) {
        boolean fits = innerA == innerB && c.rows() == m && c.cols() == n;
        if (!fits || a.precision() != c.precision() || b.precision() != c.precision()) {
            throw new IllegalArgumentException("the product of " + a + " and " + b + " does not fit " + c);
        }
    }

    /** y = A x, all of x and y's elements, each an inner product; y must have A's number of rows. */
    public static void multiplyVector(Matrix a, Matrix x, Matrix y) {
        checkVectors(a, x, a.cols(), y, a.rows());
        products(a).innerProducts(a.memory(), a.rows(), x.memory(), 1, a.cols(), y.memory());
    }

    /** y = A^T x, all of x and y's elements; y must have A's number of columns. */
    public static void transposedMultiplyVector(Matrix a, Matrix x, Matrix y) {
        y.clear();
        addTransposedVectorProduct(a, x, y);
    }

    /** y = y + A^T x, all of x and y's elements, each a chain over the rows; y must have A's number of columns. */
    public static void addTransposedVectorProduct(Matrix a, Matrix x, Matrix y) {
        checkVectors(a, x, a.rows(), y, a.cols());
        kernels(a).addScaledRows(y.memory(), x.memory(), a.memory(), a.rows(), a.cols());
    }

    private static void checkVectors(Matrix a, Matrix x, int sizeX, Matrix y, int sizeY) {
        if (x.size() != sizeX || y.size() != sizeY) {
            throw new IllegalArgumentException("the product of " + a + " and vector " + x + " does not fit " + y);
        }
    }

    /** A = A + alpha x y^T. */
    public static void addOuterProduct(double alpha, Matrix x, Matrix y, Matrix a) {
        if (x.size() != a.rows() || y.size() != a.cols()) {
            throw new IllegalArgumentException("the outer product of " + x + " and " + y + " does not fit " + a);
        }
        kernels(a).addOuterProduct(a.memory(), alpha, x.memory(), y.memory(), a.rows(), a.cols());
    }

    /** y = y + alpha x, element by element. */
    public static void addScaled(double alpha, Matrix x, Matrix y) {
        checkSameSize(x, y);
        kernels(x).addScaled(y.memory(), alpha, x.memory(), x.size());
    }

    /** x = alpha x. */
    public static void scale(double alpha, Matrix x) {
        kernels(x).scale(x.memory(), alpha, x.size());
    }

    /** The sum of products of elements, accumulated in double precision. */
    public static double dot(Matrix x, Matrix y) {
        checkSameSize(x, y);
        return kernels(x).dot(x.memory(), y.memory(), x.size());
    }

    /** The Euclidean norm of all elements, accumulated in double precision; for a matrix the Frobenius norm. */
    public static double norm(Matrix x) {
        return Math.sqrt(dot(x, x));
    }

    private static Kernels kernels(Matrix matrix) {
        return matrix.precision().kernels();
    }

    private static void checkSameSize(Matrix x, Matrix y) {
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(x + " and " + y + " differ in size");
        }
    }
}
