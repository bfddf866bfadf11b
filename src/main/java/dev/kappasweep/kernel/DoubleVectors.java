package dev.kappasweep.kernel;

import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/** What {@link DoubleProducts} does with one vector. Indices count doubles; views are of {@link DirectMemory}. */
final class DoubleVectors {
    /** Parts of a sum, as in {@link FloatVectors#PARTS}. */
    static final int PARTS = FloatVectors.PARTS;

    /** Half as many lanes as of floats. */
    static final VectorSpecies<Double> SPECIES = FloatVectors.SPECIES.withLanes(double.class);

    static final int LANES = SPECIES.length();

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private DoubleVectors() {}

    static DoubleVector load(Object view, int index) {
        return VectorAccess.LOAD_DOUBLES.load(SPECIES, view, index * Double.BYTES, ORDER);
    }

    static DoubleVector load(double[] numbers, int index) {
        return DoubleVector.fromArray(SPECIES, numbers, index);
    }

    /** As {@link FloatVectors#sum(float[], int)}. */
    static double sum(double[] parts, int at) {
        return quad(
                quad(parts[at], parts[at + 4], parts[at + 8], parts[at + 12]),
                quad(parts[at + 1], parts[at + 5], parts[at + 9], parts[at + 13]),
                quad(parts[at + 2], parts[at + 6], parts[at + 10], parts[at + 14]),
                quad(parts[at + 3], parts[at + 7], parts[at + 11], parts[at + 15]));
    }

    private static double quad(double first, double second, double third, double fourth) {
        return first + third + (second + fourth);
    }
}
