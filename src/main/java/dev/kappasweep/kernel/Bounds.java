package dev.kappasweep.kernel;

/**
 * What a kernel checks once for each call, before it touches anything. The checks of the Vector API are off where trials run
 * ({@code loop.jvm.options} in {@code pom.xml}): once an {@link IndexOutOfBoundsException} was thrown anywhere in a JVM, C2 may compile
 * them as calls, and then every vector is an object.
 *
 * <p>What has no check of its own is within bounds by construction: indices into arrays that an object has made for itself, or into
 * what was copied there with a check. Single numbers of buffers and arrays, and copies, are checked by Java as ever.
 */
final class Bounds {
    private Bounds() {}

    /** Refuses {@code count} numbers from {@code from} on that do not lie within {@code size} numbers. */
    static void require(long from, long count, long size) {
        if (from < 0 || count < 0 || count > size - from) {
            throw new IndexOutOfBoundsException(
                    count + " numbers from " + from + " on are asked for, expected them within " + size);
        }
    }

    /** How many numbers a matrix has; a negative number if a size is negative. */
    static long product(int rows, int cols) {
        return rows < 0 || cols < 0 ? Math.min(rows, cols) : (long) rows * cols;
    }
}
