package dev.kappasweep.gradcheck;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects the largest errors over the matrices of a class. */
final class Worst {
    private final Set<Smoothness> smoothness = new LinkedHashSet<>();
    private double gradient = Double.NaN;
    private double distance = Double.NaN;
    private double slope = Double.NaN;
    private double share = -1;
    private String worstCase = "";
    private boolean isPassed = true;

    void add(Case.Errors errors, String name) {
        smoothness.add(errors.smoothness());
        boolean hasNone = Double.isNaN(errors.gradient()) && Double.isNaN(errors.distance());
        gradient = larger(gradient, errors.gradient());
        distance = larger(distance, errors.distance());
        slope = larger(slope, errors.slope());
        double own = Math.max(
                share(errors.gradient(), GradientCheck.GRADIENT_BOUND),
                Math.max(
                        share(errors.distance(), GradientCheck.DISTANCE_BOUND),
                        share(errors.slope(), GradientCheck.SLOPE_BOUND)));
        isPassed &= !hasNone && own <= 1;
        if (own > share) {
            share = own;
            worstCase = name;
        }
    }

    private static double larger(double one, double other) {
        return Double.isNaN(one) || other > one ? other : one;
    }

    private static double share(double error, double bound) {
        return Double.isNaN(error) ? 0 : error / bound;
    }

    GradientFinding finding(String regularizer, String matrices, int cases) {
        String text = smoothness.stream().map(Smoothness::text).collect(Collectors.joining("; "));
        return new GradientFinding(regularizer, matrices, text, cases, gradient, distance, slope, worstCase, isPassed);
    }
}
