package dev.kappasweep.trial;

import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.regularizer.RankOneForm;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.TrialSpec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.random.RandomGenerator;

/**
 * Gradient descent on ||W X - Y||_F^2 + lambda penalty(W), (4.1).
 *
 * <p>The step is learningRate / L. L = 2 sigma_1(X)^2 + lambda c is the largest curvature of the objective where it is smooth,
 * c = 2 for ||W||_F^2 and 1 for r(W), so steps up to 2 / L are stable. r has kinks where sigma_1 is not unique, and its
 * minimiser often lies on one: a constant step jumps about it by lambda / L of sigma_1. So with r the step is constant for the
 * first half of the steps and then falls geometrically to {@value #LAST_STEP} of that at the last.
 *
 * <p>Its state is that at the beginning of the epoch under way, from which the epoch is descended again.
 */
final class LeastSquaresDescent implements Checkpointed {
    static final double LAST_STEP = 1e-3;

    private final LeastSquares problem;
    private final RankOneForm form;
    private final double lambda;
    private final int rows;
    private final int cols;
    private final double firstStep;
    private final long allSteps;
    private final double[] w;
    private final double[] gradient;
    private final TopTriplet triplet;
    private final double[] wBefore;
    private long steps;
    private long sweeps;
    private long stepsBefore;
    private long sweepsBefore;

    LeastSquaresDescent(TrialSpec spec, LeastSquares problem) {
        this.problem = problem;
        this.lambda = spec.lambda();
        this.form = lambda == 0 ? RankOneForm.NONE : form(spec.regularizer().kind());
        this.rows = spec.problem().outputs();
        this.cols = spec.problem().inputs();
        this.firstStep = spec.training().learningRate() / (problem.curvature() + lambda * penaltyCurvature());
        this.allSteps = (long) spec.training().epochs() * ProblemSpec.STEPS_PER_EPOCH;
        this.w = initial(RandomStreams.stream(spec.seed(), "weights"), rows * cols, cols);
        this.wBefore = w.clone();
        this.gradient = new double[rows * cols];
        this.triplet = new TopTriplet(rows, cols);
    }

    /** Uniform in +-1/sqrt(cols), as the layers of a network. */
    private static double[] initial(RandomGenerator random, int length, int cols) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = (2 * random.nextDouble() - 1) / Math.sqrt(cols);
        }
        return values;
    }

    private static RankOneForm form(RegularizerKind kind) {
        return Penalties.form(kind)
                .orElseThrow(() -> new IllegalArgumentException(
                        "least squares has no penalty " + kind.text() + ", expected one with a rank-one form"));
    }

    private double penaltyCurvature() {
        return switch (form) {
            case NONE -> 0;
            case TIKHONOV, TIKHONOV_BY_LARGER_SIZE -> 2.0 / form.divisor(rows, cols);
            case CONDITION_NUMBER, CONDITION_NUMBER_BY_LARGER_SIZE, SPECTRAL_NORM -> 1;
        };
    }

    /** W, row by row; changed by {@link #step}. */
    double[] weights() {
        return w;
    }

    long steps() {
        return steps;
    }

    /** Makes what follows independent of the steps before, but for W. */
    void startEpoch() {
        triplet.forget();
        System.arraycopy(w, 0, wBefore, 0, w.length);
        stepsBefore = steps;
        sweepsBefore = sweeps;
    }

    /** Jacobi sweeps of the epoch under way. */
    long sweepsOfEpoch() {
        return sweeps - sweepsBefore;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeLong(stepsBefore);
        out.writeLong(sweepsBefore);
        for (double value : wBefore) {
            out.writeDouble(value);
        }
    }

    /** To be followed by {@link #startEpoch}. */
    @Override
    public void restore(DataInput in) throws IOException {
        steps = in.readLong();
        sweeps = in.readLong();
        for (int i = 0; i < w.length; i++) {
            w[i] = in.readDouble();
        }
    }

    void step() {
        problem.gradient(w, gradient);
        addPenaltyGradient();
        TopTriplet.addScaled(-stepSize(), gradient, 0, w, 0, w.length);
        steps++;
    }

    /** Of the next step. */
    double stepSize() {
        double half = allSteps / 2.0;
        boolean isFalling = form == RankOneForm.CONDITION_NUMBER && steps > half;
        return isFalling ? firstStep * StrictMath.pow(LAST_STEP, (steps - half) / half) : firstStep;
    }

    private void addPenaltyGradient() {
        if (form.needsTriplet()) {
            sweeps += triplet.solve(w);
        }
        if (form.hasOwnTerm()) {
            TopTriplet.addScaled(form.ownFactor(lambda, form.divisor(rows, cols)), w, 0, gradient, 0, w.length);
        }
        if (form.needsTriplet()) {
            double outer = form.outerFactor(lambda, triplet.sigma());
            for (int i = 0; i < rows; i++) {
                TopTriplet.addScaled(outer * triplet.u()[i], triplet.v(), 0, gradient, i * cols, cols);
            }
        }
    }
}
