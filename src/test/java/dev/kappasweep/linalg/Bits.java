package dev.kappasweep.linalg;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Numbers that every Java draws alike, and a checksum of the bits of what was computed from them. */
final class Bits {
    private Bits() {}

    static Matrix uniform(Precision precision, int rows, int cols, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix matrix = Matrix.zeros(precision, rows, cols);
        for (int i = 0; i < matrix.size(); i++) {
            matrix.set(i, random.nextDouble() - 0.5);
        }
        return matrix;
    }

    /** Adds all numbers of a triplet. */
    static void add(SingularTriplet triplet, List<Double> numbers) {
        numbers.add(triplet.sigma());
        numbers.add(triplet.residual());
        for (Matrix vector : List.of(triplet.u(), triplet.v())) {
            for (double component : vector.toArray()) {
                numbers.add(component);
            }
        }
    }

    static String checksum(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
        bytes.asDoubleBuffer().put(numbers);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        return Long.toHexString(sum.getValue());
    }
}
