package dev.kappasweep.gradcheck;

import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.ExactExtremeSolver;
import dev.kappasweep.linalg.ExactSolver;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.NoSolver;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.regularizer.Lasso;
import dev.kappasweep.regularizer.LogCondition;
import dev.kappasweep.regularizer.ParsevalRetraction;
import dev.kappasweep.regularizer.RankOneForm;
import dev.kappasweep.regularizer.RankOneRegularizer;
import dev.kappasweep.regularizer.Regularizer;
import dev.kappasweep.regularizer.SoftOrthogonality;
import dev.kappasweep.sweep.RegularizerKind;

/**
 * A regulariser in double precision with the exact solver, and what calculus says of it at a matrix.
 *
 * <p>{@code parseval} is not a function: its move by lambda is checked as a gradient step of length lambda/4 on {@code
 * softOrthogonality}, which it must equal.
 */
record CheckedRegularizer(RegularizerKind kind) {
    private static final double LAMBDA = 0x1p-10;
    private static final double CENTRAL_PART = 1e-2;
    private static final double ONE_SIDED_PART = 1e-6;
    // The differences go to twice the step.
    private static final double PART_WHERE_LINEAR = 0.4;

    private Regularizer create(int rows, int cols) {
        return switch (kind) {
            case NONE -> rankOne(RankOneForm.NONE, rows, cols);
            case TIKHONOV -> rankOne(RankOneForm.TIKHONOV, rows, cols);
            case TIKHONOV_BY_LARGER_SIZE -> rankOne(RankOneForm.TIKHONOV_BY_LARGER_SIZE, rows, cols);
            case CONDITION_NUMBER -> rankOne(RankOneForm.CONDITION_NUMBER, rows, cols);
            case CONDITION_NUMBER_BY_LARGER_SIZE -> rankOne(RankOneForm.CONDITION_NUMBER_BY_LARGER_SIZE, rows, cols);
            case LOG_CONDITION -> new LogCondition(new ExactExtremeSolver(Precision.FLOAT64, rows, cols));
            case SOFT_ORTHOGONALITY, PARSEVAL -> new SoftOrthogonality(Precision.FLOAT64, rows, cols);
            case SPECTRAL_NORM -> rankOne(RankOneForm.SPECTRAL_NORM, rows, cols);
            case L1 -> new Lasso();
        };
    }

    private static Regularizer rankOne(RankOneForm form, int rows, int cols) {
        return new RankOneRegularizer(
                form,
                form.needsTriplet()
                        ? new ExactSolver(Precision.FLOAT64, rows, cols)
                        : new NoSolver(Precision.FLOAT64, rows, cols));
    }

    double value(Matrix matrix) {
        try (Regularizer regularizer = create(matrix.rows(), matrix.cols())) {
            return regularizer.value(matrix);
        }
    }

    /** Receives the gradient, or what stands for it. */
    void gradient(Matrix matrix, Matrix gradient) {
        gradient.clear();
        if (kind == RegularizerKind.PARSEVAL) {
            retractionAsGradient(matrix, gradient);
            return;
        }
        try (Regularizer regularizer = create(matrix.rows(), matrix.cols())) {
            regularizer.addGradient(matrix, 1, gradient);
        }
    }

    /** (W - W') 4/lambda, W' being the matrix after the retraction. */
    private static void retractionAsGradient(Matrix matrix, Matrix gradient) {
        try (Matrix moved = Matrix.zeros(Precision.FLOAT64, matrix.rows(), matrix.cols());
                Regularizer retraction = new ParsevalRetraction(Precision.FLOAT64, matrix.rows(), matrix.cols())) {
            moved.assign(matrix);
            retraction.afterUpdate(moved, LAMBDA);
            Blas.addScaled(4 / LAMBDA, matrix, gradient);
            Blas.addScaled(-4 / LAMBDA, moved, gradient);
        }
    }

    Smoothness smoothness(KnownMatrix known) {
        boolean isZero = known.rank() == 0;
        return switch (kind) {
            case NONE, TIKHONOV, TIKHONOV_BY_LARGER_SIZE, SOFT_ORTHOGONALITY, PARSEVAL -> Smoothness.DIFFERENTIABLE;
            // At 0 they are of second order: the gradient there is 0.
            case CONDITION_NUMBER, CONDITION_NUMBER_BY_LARGER_SIZE, SPECTRAL_NORM ->
                kinkIf(!isZero && known.topTies() > 1);
            case L1 -> kinkIf(hasZero(known.matrix()));
            case LOG_CONDITION -> isZero ? Smoothness.UNDEFINED : logCondition(known);
        };
    }

    private static Smoothness logCondition(KnownMatrix known) {
        return known.rank() < known.nu()
                ? Smoothness.JUMP
                : kinkIf(known.nu() > 1 && (known.topTies() > 1 || known.bottomTies() > 1));
    }

    private static Smoothness kinkIf(boolean isKink) {
        return isKink ? Smoothness.KINK : Smoothness.DIFFERENTIABLE;
    }

    private static boolean hasZero(Matrix matrix) {
        for (int i = 0; i < matrix.size(); i++) {
            if (matrix.get(i) == 0) {
                return true;
            }
        }
        return false;
    }

    /** How far {@code direction} is from the subdifferential at a kink. */
    double distance(KnownMatrix known, Matrix direction) {
        double sigma = known.largest();
        return switch (kind) {
            case CONDITION_NUMBER -> Subdifferential.ofTop(known, direction, 1.0 / known.nu(), sigma);
            case CONDITION_NUMBER_BY_LARGER_SIZE ->
                Subdifferential.ofTop(known, direction, 1.0 / known.largerSize(), sigma);
            case SPECTRAL_NORM -> Subdifferential.ofTop(known, direction, 0, sigma);
            case LOG_CONDITION -> Subdifferential.ofLogCondition(known, direction);
            case L1 -> Subdifferential.ofMagnitudes(known.matrix(), direction);
            case NONE, TIKHONOV, TIKHONOV_BY_LARGER_SIZE, SOFT_ORTHOGONALITY, PARSEVAL ->
                throw new IllegalArgumentException(kind.text() + " has no kinks");
        };
    }

    /** How far from the matrix, in any direction of unit norm, the function has no kink or jump that is not at it already. */
    double radius(KnownMatrix known) {
        double sigma = known.rank() == 0 ? 1 : known.largest();
        return switch (kind) {
            case NONE, TIKHONOV, TIKHONOV_BY_LARGER_SIZE, SOFT_ORTHOGONALITY, PARSEVAL -> sigma;
            case CONDITION_NUMBER, CONDITION_NUMBER_BY_LARGER_SIZE, SPECTRAL_NORM ->
                known.rank() == 0 ? sigma : known.topGap() / 2;
            case LOG_CONDITION -> Math.min(known.topGap(), known.bottomGap()) / 2;
            case L1 -> smallestMagnitude(known.matrix());
        };
    }

    /** For central differences: a part of the radius. */
    double centralStep(KnownMatrix known) {
        return radius(known) * (kind == RegularizerKind.L1 ? PART_WHERE_LINEAR : CENTRAL_PART);
    }

    /** For one-sided differences, whose error is the step times the curvature. */
    double oneSidedStep(KnownMatrix known) {
        return radius(known) * (kind == RegularizerKind.L1 ? PART_WHERE_LINEAR : ONE_SIDED_PART);
    }

    private static double smallestMagnitude(Matrix matrix) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < matrix.size(); i++) {
            double magnitude = Math.abs(matrix.get(i));
            smallest = magnitude > 0 ? Math.min(smallest, magnitude) : smallest;
        }
        return Double.isFinite(smallest) ? smallest : 1;
    }

    /** The size of gradients at such a matrix, which errors are relative to; above 0. */
    double scale(KnownMatrix known) {
        double sigma = known.rank() == 0 ? 1 : known.largest();
        return switch (kind) {
            case NONE, CONDITION_NUMBER, CONDITION_NUMBER_BY_LARGER_SIZE, SPECTRAL_NORM -> sigma;
            case TIKHONOV -> 2 * sigma;
            case TIKHONOV_BY_LARGER_SIZE -> 2 * sigma / known.largerSize();
            case LOG_CONDITION -> 1 / (known.rank() == 0 ? 1 : known.smallest());
            case SOFT_ORTHOGONALITY, PARSEVAL -> 4 * sigma * (1 + sigma * sigma);
            case L1 -> 1;
        };
    }
}
