package dev.kappasweep.gradcheck;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.Spectrum;

/**
 * How far a direction is from the subdifferential of a function of singular values at a tie. For singular values number i in a
 * cluster of equal ones, conv{u_i v_i^T}, over all choices of singular pairs of that cluster, is {U Z V^T : Z symmetric, not
 * negative, trace 1}, with any one choice as the columns of U and V: Watson, Characterization of the subdifferential of some matrix
 * norms, 1992. So a direction is projected to Z = U^T G V, and what is wrong with Z and what is left of G are measured.
 */
final class Subdifferential {
    private final KnownMatrix known;
    private final Matrix rest;
    private double violation;

    private Subdifferential(KnownMatrix known, Matrix direction) {
        this.known = known;
        this.rest = Matrix.zeros(Precision.FLOAT64, direction.rows(), direction.cols());
        rest.assign(direction);
    }

    /** The distance of G + {@code shift} S from factor conv{u_i v_i^T} over the singular values equal to the largest. */
    static double ofTop(KnownMatrix known, Matrix direction, double shift, double factor) {
        Subdifferential measured = new Subdifferential(known, direction);
        Blas.addScaled(shift, known.matrix(), measured.rest);
        measured.take(0, known.topTies(), factor, 1);
        return measured.distance();
    }

    /**
     * The distance from conv{u_i v_i^T}/sigma_1 over the largest singular values minus conv{u_j v_j^T}/sigma_min over the
     * smallest ones: the subdifferential of log sigma_1 - log sigma_min where the rank is full.
     */
    static double ofLogCondition(KnownMatrix known, Matrix direction) {
        Subdifferential measured = new Subdifferential(known, direction);
        double largest = known.largest();
        if (known.topTies() == known.nu()) {
            measured.takeDifference(known.nu(), 1 / largest);
        } else {
            measured.take(0, known.topTies(), 1 / largest, 1);
            measured.take(known.rank() - known.bottomTies(), known.bottomTies(), -1 / known.smallest(), 1);
        }
        return measured.distance();
    }

    /** Of a cluster: Z must be not negative and of trace 1. */
    private void take(int from, int count, double factor, double trace) {
        try (Matrix z = project(from, count, factor)) {
            double nuclear = nuclearNorm(z);
            note(factor * (trace(z) - trace));
            note(factor * (nuclear - trace(z)));
        }
    }

    /** Of a cluster that is all: Z is a difference of two of those, so of trace 0, its positive part of trace at most 1. */
    private void takeDifference(int count, double factor) {
        try (Matrix z = project(0, count, factor)) {
            note(factor * trace(z));
            note(factor * Math.max(nuclearNorm(z) / 2 - 1, 0));
        }
    }

    /** Z = U^T G V / factor; takes factor U Z V^T off the rest and notes how unsymmetric Z is. */
    private Matrix project(int from, int count, double factor) {
        Matrix z = Matrix.zeros(Precision.FLOAT64, count, count);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                z.set(i, j, form(known.left(from + i), known.right(from + j)) / factor);
            }
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                note(factor * (z.get(i, j) - z.get(j, i)));
                takeOff(known.left(from + i), known.right(from + j), factor * z.get(i, j));
            }
        }
        return z;
    }

    private double form(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < v.length; j++) {
                sum += u[i] * rest.get(i, j) * v[j];
            }
        }
        return sum;
    }

    private void takeOff(double[] u, double[] v, double factor) {
        for (int i = 0; i < u.length; i++) {
            for (int j = 0; j < v.length; j++) {
                rest.set(i, j, rest.get(i, j) - factor * u[i] * v[j]);
            }
        }
    }

    private static double trace(Matrix z) {
        double trace = 0;
        for (int i = 0; i < z.rows(); i++) {
            trace += z.get(i, i);
        }
        return trace;
    }

    /** The sum of the singular values: the trace exactly where no eigenvalue is negative. */
    private static double nuclearNorm(Matrix z) {
        double sum = 0;
        for (double value : Spectrum.of(z).values()) {
            sum += value;
        }
        return sum;
    }

    private void note(double deviation) {
        violation = Math.max(violation, Math.abs(deviation));
    }

    private double distance() {
        try (rest) {
            return Math.max(violation, Blas.norm(rest));
        }
    }

    /** The largest distance of an element of {@code direction} from sign(s), which is [-1, 1] where s is 0. */
    static double ofMagnitudes(Matrix matrix, Matrix direction) {
        double distance = 0;
        for (int i = 0; i < matrix.size(); i++) {
            double sign = Math.signum(matrix.get(i));
            double own = direction.get(i);
            distance = Math.max(distance, sign == 0 ? Math.abs(own) - 1 : Math.abs(own - sign));
        }
        return distance;
    }
}
