package dev.kappasweep.gradcheck;

/**
 * The worst that was found of one regulariser in one class of matrices. Errors are relative to the size of its gradients; NaN
 * where none of the matrices asks for it.
 *
 * @param regularizer by name
 * @param matrices the class, by name
 * @param smoothness what the function is like there; the first that was met, where matrices of a class differ
 * @param cases how many matrices
 * @param gradientError |&lt;G, D&gt; - central difference in direction D|, where the function is differentiable, and along curves of
 *     constant rank where it jumps
 * @param subdifferentialDistance of G from the subdifferential, at kinks; |G| where the function is undefined
 * @param slopeViolation &lt;G, D&gt; - one-sided slope in direction D, at kinks, which must not be above 0
 * @param worstCase the matrix with the largest error against its bound
 * @param passed whether all are within their bounds
 */
public record GradientFinding(
        String regularizer,
        String matrices,
        String smoothness,
        int cases,
        double gradientError,
        double subdifferentialDistance,
        double slopeViolation,
        String worstCase,
        boolean passed) {}
