package dev.kappasweep.linalg;

/**
 * Finds the top singular triplet (sigma_1, u_1, v_1) of matrices of one size, which change little from call to call. Solvers
 * keep what they learnt for the next call, so results depend on the calls before.
 */
public interface TopSingularTripletSolver extends AutoCloseable, Checkpointed {
    /**
     * Finds the triplet of {@code matrix}.
     *
     * @return the same object at every call, overwritten by the next one
     * @throws IllegalArgumentException if the size or precision of {@code matrix} is not the one this solver was made for
     * @throws ArithmeticException if an inner problem has no solution, as for a matrix that holds a NaN
     */
    SingularTriplet solve(Matrix matrix);

    /** How many steps the last call took; what one step is depends on the solver. */
    int steps();

    @Override
    void close();
}
