package dev.kappasweep.linalg;

import com.sun.jna.NativeLibrary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The BLAS routines that training needs, on whole matrices, both precisions. They run on the calling thread: see
 * {@link #useOneThread()}.
 */
public final class Blas {
    private static final int ROW_MAJOR = openblas.CblasRowMajor;

    private Blas() {}

    /**
     * Makes every BLAS call of this JVM run on the thread that calls it. Trials run side by side, one thread each: more threads
     * would queue on OpenBLAS's lock and change the order of sums, and so the bits, with the load of the machine.
     */
    public static void useOneThread() {
        openblas.blas_set_num_threads(1);
    }

    /** The number of threads of a BLAS call. */
    public static int threads() {
        return openblas.blas_get_num_threads();
    }

    /** Name, version and build options of the library, and the CPU whose kernels it chose; {@code unknown} if it cannot say. */
    public static String description() {
        return Library.DESCRIPTION;
    }

    /** Asks the library once: it writes its answer into one buffer for all threads, so two that ask at once garble it. */
    private static final class Library {
        static final String DESCRIPTION = describe();

        /**
         * RTLD_LAZY alone. JNA's own choice would add RTLD_GLOBAL: functions of the other part of OpenBLAS that are first called
         * after that would be taken from this one, which has a pool of buffers of its own, and the process would end soon.
         */
        private static final int OPEN_FLAGS = 1;

        private static String describe() {
            // The Java bindings leave these two functions out, so they are called by name in the library that was
            // loaded.
            File library = new File(new File(Loader.load(openblas.class)).getParentFile(), "libopenblas.so.0");
            if (!library.exists()) {
                return "OpenBLAS, unknown kernels";
            }
            NativeLibrary loaded = NativeLibrary.getInstance(
                    library.getPath(), Map.of(com.sun.jna.Library.OPTION_OPEN_FLAGS, OPEN_FLAGS));
            return call(loaded, "openblas_get_config") + ", kernels for " + call(loaded, "openblas_get_corename");
        }
    }

    /** The most bytes of arrays outside the heap that this JVM may hold at once. */
    public static long offHeapLimit() {
        return Pointer.maxBytes();
    }

    /** The most physical memory, of everything in it, with which this JVM may still allocate arrays; 0 for no limit. */
    public static long physicalLimit() {
        return Pointer.maxPhysicalBytes();
    }

    /** Where native libraries are unpacked. */
    public static Path nativesDirectory() throws IOException {
        return Loader.getCacheDir().toPath();
    }

    private static String call(NativeLibrary library, String function) {
        return library.getFunction(function).invokeString(new Object[0], false).trim();
    }

    /** C = alpha A B + beta C. */
    public static void multiply(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        gemm(openblas.CblasNoTrans, openblas.CblasNoTrans, a.cols(), alpha, a, b, beta, c);
    }

    /** C = alpha A B^T + beta C. */
    public static void multiplyTransposed(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        gemm(openblas.CblasNoTrans, openblas.CblasTrans, a.cols(), alpha, a, b, beta, c);
    }

    /** C = alpha A^T B + beta C. */
    public static void transposedMultiply(double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        gemm(openblas.CblasTrans, openblas.CblasNoTrans, a.rows(), alpha, a, b, beta, c);
    }

    private static void gemm(
            int transA, int transB, int inner, double alpha, Matrix a, Matrix b, double beta, Matrix c) {
        checkInner(inner, transB == openblas.CblasNoTrans ? b.rows() : b.cols(), a, b, c);
        int m = c.rows();
        int n = c.cols();
        if (c.precision() == Precision.FLOAT32) {
            openblas.cblas_sgemm(
                    ROW_MAJOR,
                    transA,
                    transB,
                    m,
                    n,
                    inner,
                    (float) alpha,
                    floats(a),
                    a.cols(),
                    floats(b),
                    b.cols(),
                    (float) beta,
                    floats(c),
                    n);
        } else {
            openblas.cblas_dgemm(
                    ROW_MAJOR,
                    transA,
                    transB,
                    m,
                    n,
                    inner,
                    alpha,
                    doubles(a),
                    a.cols(),
                    doubles(b),
                    b.cols(),
                    beta,
                    doubles(c),
                    n);
        }
    }

    private static void checkInner(int innerA, int innerB, Matrix a, Matrix b, Matrix c) {
        boolean fits = innerA == innerB && (long) c.rows() * innerA == a.size() && (long) c.cols() * innerA == b.size();
        if (!fits) {
            throw new IllegalArgumentException("the product of " + a + " and " + b + " does not fit " + c);
        }
    }

    /** y = A x, all of x and y's elements; y must have A's number of rows. */
    public static void multiplyVector(Matrix a, Matrix x, Matrix y) {
        gemv(openblas.CblasNoTrans, a, x, a.cols(), 0, y, a.rows());
    }

    /** y = A^T x, all of x and y's elements; y must have A's number of columns. */
    public static void transposedMultiplyVector(Matrix a, Matrix x, Matrix y) {
        gemv(openblas.CblasTrans, a, x, a.rows(), 0, y, a.cols());
    }

    /** y = y + A^T x, all of x and y's elements; y must have A's number of columns. */
    public static void addTransposedProduct(Matrix a, Matrix x, Matrix y) {
        gemv(openblas.CblasTrans, a, x, a.rows(), 1, y, a.cols());
    }

    private static void gemv(int trans, Matrix a, Matrix x, int sizeX, double beta, Matrix y, int sizeY) {
        if (x.size() != sizeX || y.size() != sizeY) {
            throw new IllegalArgumentException("the product of " + a + " and vector " + x + " does not fit " + y);
        }
        if (a.precision() == Precision.FLOAT32) {
            openblas.cblas_sgemv(
                    ROW_MAJOR,
                    trans,
                    a.rows(),
                    a.cols(),
                    1,
                    floats(a),
                    a.cols(),
                    floats(x),
                    1,
                    (float) beta,
                    floats(y),
                    1);
        } else {
            openblas.cblas_dgemv(
                    ROW_MAJOR, trans, a.rows(), a.cols(), 1, doubles(a), a.cols(), doubles(x), 1, beta, doubles(y), 1);
        }
    }

    /** A = A + alpha x y^T. */
    public static void addOuterProduct(double alpha, Matrix x, Matrix y, Matrix a) {
        if (x.size() != a.rows() || y.size() != a.cols()) {
            throw new IllegalArgumentException("the outer product of " + x + " and " + y + " does not fit " + a);
        }
        if (a.precision() == Precision.FLOAT32) {
            openblas.cblas_sger(
                    ROW_MAJOR, a.rows(), a.cols(), (float) alpha, floats(x), 1, floats(y), 1, floats(a), a.cols());
        } else {
            openblas.cblas_dger(
                    ROW_MAJOR, a.rows(), a.cols(), alpha, doubles(x), 1, doubles(y), 1, doubles(a), a.cols());
        }
    }

    /** y = y + alpha x, element by element. */
    public static void addScaled(double alpha, Matrix x, Matrix y) {
        checkSameSize(x, y);
        if (x.precision() == Precision.FLOAT32) {
            openblas.cblas_saxpy(x.size(), (float) alpha, floats(x), 1, floats(y), 1);
        } else {
            openblas.cblas_daxpy(x.size(), alpha, doubles(x), 1, doubles(y), 1);
        }
    }

    /** x = alpha x. */
    public static void scale(double alpha, Matrix x) {
        if (x.precision() == Precision.FLOAT32) {
            openblas.cblas_sscal(x.size(), (float) alpha, floats(x), 1);
        } else {
            openblas.cblas_dscal(x.size(), alpha, doubles(x), 1);
        }
    }

    /** The sum of products of elements, accumulated in double precision. */
    public static double dot(Matrix x, Matrix y) {
        checkSameSize(x, y);
        return x.precision() == Precision.FLOAT32
                ? openblas.cblas_dsdot(x.size(), floats(x), 1, floats(y), 1)
                : openblas.cblas_ddot(x.size(), doubles(x), 1, doubles(y), 1);
    }

    /** The Euclidean norm of all elements; for a matrix the Frobenius norm. */
    public static double norm(Matrix x) {
        return x.precision() == Precision.FLOAT32
                ? openblas.cblas_snrm2(x.size(), floats(x), 1)
                : openblas.cblas_dnrm2(x.size(), doubles(x), 1);
    }

    private static void checkSameSize(Matrix x, Matrix y) {
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(x + " and " + y + " differ in size");
        }
    }

    private static FloatPointer floats(Matrix matrix) {
        return (FloatPointer) matrix.elements();
    }

    private static DoublePointer doubles(Matrix matrix) {
        return (DoublePointer) matrix.elements();
    }
}
