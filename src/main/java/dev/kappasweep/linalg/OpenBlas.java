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
 * The BLAS that ND4J brings, which chooses its loops by the CPU: a yardstick of what a machine can do, and nothing that a trial
 * stores.
 */
public final class OpenBlas {
    private static final int ROW_MAJOR = openblas.CblasRowMajor;

    private OpenBlas() {}

    /**
     * Makes every BLAS call of this JVM run on the thread that calls it. Trials run side by side, one thread each: more threads
     * would queue on OpenBLAS's lock and change the order of sums, and so the bits, with the load of the machine.
     */
    public static void useOneThread() {
        openblas.blas_set_num_threads(1);
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

    /** C = A B, on the calling thread after {@link #useOneThread}. */
    public static void multiply(Matrix a, Matrix b, Matrix c) {
        if (a.cols() != b.rows() || a.rows() != c.rows() || b.cols() != c.cols()) {
            throw new IllegalArgumentException("the product of " + a + " and " + b + " does not fit " + c);
        }
        int m = c.rows();
        int n = c.cols();
        int k = a.cols();
        int no = openblas.CblasNoTrans;
        if (c.precision() == Precision.FLOAT32) {
            FloatPointer left = (FloatPointer) a.elements();
            FloatPointer right = (FloatPointer) b.elements();
            openblas.cblas_sgemm(ROW_MAJOR, no, no, m, n, k, 1, left, k, right, n, 0, (FloatPointer) c.elements(), n);
        } else {
            DoublePointer left = (DoublePointer) a.elements();
            DoublePointer right = (DoublePointer) b.elements();
            openblas.cblas_dgemm(ROW_MAJOR, no, no, m, n, k, 1, left, k, right, n, 0, (DoublePointer) c.elements(), n);
        }
    }
}
