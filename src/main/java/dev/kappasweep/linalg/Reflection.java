package dev.kappasweep.linalg;

/** Householder's reflections I - w w^T, with ||w||^2 = 2, of vectors whose elements are about 1 or smaller. */
final class Reflection {
    // Of squares: what is below cannot be told from zero.
    private static final double NEGLIGIBLE = 1e-250;

    private Reflection() {}

    /**
     * Makes of a vector that of its reflection to a multiple of unit vector {@code pivot}.
     *
     * @param vector its element {@code pivot} is given apart and ignored here
     * @param squares the sum of squares of the other elements
     * @return the multiple; where the others are zero to rounding, the element itself, and w is zero
     */
    static double make(double[] vector, int pivot, double element, double squares) {
        if (squares <= NEGLIGIBLE) {
            clear(vector, pivot);
            return element;
        }
        double norm = Math.sqrt(element * element + squares);
        double scale = 1 / Math.sqrt(norm * (norm + Math.abs(element)));
        vector[pivot] = element + Math.copySign(norm, element);
        for (int i = 0; i <= pivot; i++) {
            vector[i] *= scale;
        }
        return -Math.copySign(norm, element);
    }

    private static void clear(double[] vector, int last) {
        for (int i = 0; i <= last; i++) {
            vector[i] = 0;
        }
    }
}
