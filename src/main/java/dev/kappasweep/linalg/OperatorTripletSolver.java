package dev.kappasweep.linalg;

/** A solver that needs no elements of a matrix, only its products with vectors. */
public interface OperatorTripletSolver extends TopSingularTripletSolver {
    /**
     * Finds the triplet of {@code operator}, as {@link #solve(Matrix)} does that of a matrix.
     *
     * @return the same object at every call, overwritten by the next one
     * @throws IllegalArgumentException if the size of {@code operator} is not the one this solver was made for
     * @throws ArithmeticException if an inner problem has no solution, as for a matrix that holds a NaN
     */
    SingularTriplet solve(LinearOperator operator);
}
