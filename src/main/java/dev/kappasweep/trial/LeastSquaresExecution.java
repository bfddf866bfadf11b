package dev.kappasweep.trial;

import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationMetric;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.weights.NamedArray;
import java.util.List;

/** Descends on a least-squares problem, in epochs of {@link ProblemSpec#STEPS_PER_EPOCH} steps. */
final class LeastSquaresExecution extends TrialExecution {
    private final LeastSquares problem;
    private LeastSquaresDescent descent;

    LeastSquaresExecution(TrialSpec spec, TrialObserver observer) {
        super(spec, observer);
        this.problem = new LeastSquares(spec.problem(), spec.seed());
        this.descent = new LeastSquaresDescent(spec, problem);
    }

    @Override
    Checkpointed state() {
        return descent;
    }

    @Override
    void renew() {
        descent = new LeastSquaresDescent(spec(), problem);
    }

    @Override
    void train(int epoch) {
        long start = System.nanoTime();
        descent.startEpoch();
        keepStateIfDue();
        for (int step = 0; step < ProblemSpec.STEPS_PER_EPOCH; step++) {
            requireNotCancelled();
            descent.step();
        }
        double error = problem.error(descent.weights());
        record().add(EpochMeasurement.of(
                epoch, error * error, penalty(), Seconds.since(start), descent.sweepsOfEpoch()));
        if (!Double.isFinite(record().trainLoss(epoch))) {
            throw new DivergedException(diverged(epoch));
        }
    }

    private double penalty() {
        double value = switch (spec().regularizer().kind()) {
            case TIKHONOV -> {
                double[] w = descent.weights();
                yield TopTriplet.dot(w, 0, w, 0, w.length);
            }
            case CONDITION_NUMBER -> penaltyOfSpectrum();
            default -> 0;
        };
        return spec().lambda() * value;
    }

    private double penaltyOfSpectrum() {
        try (Matrix weights = matrix()) {
            return Spectrum.of(weights).r();
        } catch (ArithmeticException e) {
            return Double.NaN; // W is not finite any more; the loss says so too
        }
    }

    private String diverged(int epoch) {
        return "loss " + record().trainLoss(epoch) + " at step " + steps() + " (epoch " + epoch
                + "); loss of the epoch before " + record().trainLoss(epoch - 1);
    }

    @Override
    void measure(int epoch) {
        try (Matrix weights = matrix()) {
            record().measure(epoch, spec().layerNames().get(0), weights, DeadUnits.NO_RELU);
        }
    }

    private Matrix matrix() {
        double[] w = descent.weights();
        int rows = spec().problem().outputs();
        Matrix matrix = Matrix.zeros(Precision.FLOAT64, rows, w.length / rows);
        for (int i = 0; i < w.length; i++) {
            matrix.set(i, w[i]);
        }
        return matrix;
    }

    @Override
    Measured evaluate() {
        double error = problem.error(descent.weights());
        double least = problem.error(problem.minimum(0));
        return new Measured(
                List.of(
                        new EvaluationMeasurement(Snr.INFINITE, EvaluationMetric.ERROR.text(), error, 0, 1),
                        new EvaluationMeasurement(
                                Snr.INFINITE, EvaluationMetric.ERROR_RATIO.text(), error / least, 0, 1)),
                List.of());
    }

    @Override
    List<NamedArray> weights() {
        return List.of(WeightArrays.of(
                spec().layerNames().get(0), descent.weights(), spec().problem().outputs()));
    }

    @Override
    String weightsDigest() {
        return NamedArray.sha256(weights());
    }

    @Override
    long steps() {
        return descent.steps();
    }
}
