package dev.kappasweep.linalg;

/**
 * Finds the largest and the smallest non-zero singular value, with their vectors, of matrices of one size, which change little
 * from call to call. A singular value counts as zero where {@link Spectrum} says so.
 */
public interface ExtremeTripletsSolver extends AutoCloseable, Checkpointed {
    /**
     * Finds both triplets of {@code matrix}.
     *
     * @throws IllegalArgumentException if the size or precision of {@code matrix} is not the one this solver was made for
     * @throws ArithmeticException if an inner problem has no solution, as for a matrix that holds a NaN
     */
    void solve(Matrix matrix);

    /** That of sigma_1 of the last matrix, until the next {@link #solve}. */
    SingularTriplet top();

    /** That of the smallest non-zero singular value, with sigma 0 for the zero matrix, until the next {@link #solve}. */
    SingularTriplet bottom();

    /** How many steps the last call took; what one step is depends on the solver. */
    int steps();

    @Override
    void close();
}
