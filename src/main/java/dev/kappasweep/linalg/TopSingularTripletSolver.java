package dev.kappasweep.linalg;

/**
 * Finds the top singular triplet (sigma_1, u_1, v_1) of matrices of one size, which change little from call to call. Solvers
 * keep what they learnt for the next call, so results depend on the calls before.
 *
 * <p>For the zero matrix sigma is 0 and u and v are some unit vectors. Where sigma_1 is not unique, (u, v) is one pair of unit
 * vectors of its singular space.
 */
public interface TopSingularTripletSolver extends AutoCloseable {
    /**
     * Finds the triplet of {@code matrix}; the accessors below then describe it until the next call.
     *
     * @throws IllegalArgumentException if its size or precision is not the one this solver was made for
     */
    void solve(Matrix matrix);

    /** Estimate of sigma_1, at least 0 and, up to rounding, never above it. */
    double sigma();

    /** Unit left vector, 1 x rows; overwritten by the next call. */
    Matrix u();

    /** Unit right vector, 1 x cols; overwritten by the next call. */
    Matrix v();

    /** How many steps the last call took; what one step is depends on the solver. */
    int steps();

    /** ||S^T u - sigma v|| / sigma of the last call; 0 for the zero matrix. */
    double residual();

    @Override
    void close();
}
