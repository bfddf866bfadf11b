package dev.kappasweep.trial;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationMetric;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.weights.NamedArray;
import java.util.List;

/** One run of a least-squares trial, measured after every {@link ProblemSpec#STEPS_PER_EPOCH} steps. */
final class LeastSquaresExecution {
    private final TrialSpec spec;
    private final TrialObserver observer;
    private final TrialCheckpoint checkpoint;
    private final LeastSquares problem;
    private final TrialRecord record;
    private final WeightsTold weights;
    private LeastSquaresDescent descent;

    LeastSquaresExecution(TrialSpec spec, TrialObserver observer) {
        this.spec = spec;
        this.observer = observer;
        this.record = new TrialRecord(spec, observer);
        this.weights = new WeightsTold(spec, observer);
        this.checkpoint = new TrialCheckpoint(spec.id(), observer);
        this.problem = new LeastSquares(spec.problem(), spec.seed());
        this.descent = new LeastSquaresDescent(spec, problem);
    }

    TrialResult run() {
        tellWeights(0);
        checkpoint.takeUp(descent, this::renewDescent).ifPresentOrElse(record::goOn, () -> measureLayer(0));
        for (int epoch = record.epochs() + 1; epoch <= spec.training().epochs(); epoch++) {
            descend(epoch);
            if (!Double.isFinite(record.trainLoss(epoch))) {
                return result(new Ending(TrialStatus.DIVERGED, diverged(epoch)), "", List.of());
            }
            measureLayer(epoch);
            if (epoch < spec.training().epochs()) {
                tellWeights(epoch);
            }
            record.tellEpoch();
        }
        tellWeights(spec.training().epochs()); // also by an attempt that goes on behind the last epoch
        return result(Ending.COMPLETED, digest(), evaluations());
    }

    private void tellWeights(int epoch) {
        weights.tell(epoch, () -> List.of(array()));
    }

    private NamedArray array() {
        return WeightArrays.of(
                spec.layerNames().get(0), descent.weights(), spec.problem().outputs());
    }

    private void renewDescent() {
        descent = new LeastSquaresDescent(spec, problem);
    }

    private TrialProgress progress() {
        return record.progress(EpochSums.NONE);
    }

    private void descend(int epoch) {
        long start = System.nanoTime();
        descent.startEpoch();
        checkpoint.writeIfDue(this::progress, descent);
        for (int step = 0; step < ProblemSpec.STEPS_PER_EPOCH; step++) {
            if (observer.isCancelled()) {
                checkpoint.write(progress(), descent);
                throw new TrialCancelledException(spec.id());
            }
            descent.step();
        }
        double error = problem.error(descent.weights());
        record.add(
                new EpochMeasurement(epoch, error * error, penalty(), Seconds.since(start), descent.sweepsOfEpoch()));
    }

    private double penalty() {
        double value = switch (spec.regularizer().kind()) {
            case TIKHONOV -> {
                double[] w = descent.weights();
                yield TopTriplet.dot(w, 0, w, 0, w.length);
            }
            case CONDITION_NUMBER -> penaltyOfSpectrum();
            default -> 0;
        };
        return spec.lambda() * value;
    }

    private double penaltyOfSpectrum() {
        try (Matrix weights = weights()) {
            return Spectrum.of(weights).r();
        } catch (ArithmeticException e) {
            return Double.NaN; // W is not finite any more; the loss says so too
        }
    }

    private String diverged(int epoch) {
        return "loss " + record.trainLoss(epoch) + " at step " + descent.steps() + " (epoch " + epoch
                + "); loss of the epoch before " + record.trainLoss(epoch - 1);
    }

    private void measureLayer(int epoch) {
        try (Matrix weights = weights()) {
            record.measure(epoch, spec.layerNames().get(0), weights, DeadUnits.NO_RELU);
        }
    }

    private Matrix weights() {
        double[] w = descent.weights();
        int rows = spec.problem().outputs();
        Matrix matrix = Matrix.zeros(Precision.FLOAT64, rows, w.length / rows);
        for (int i = 0; i < w.length; i++) {
            matrix.set(i, w[i]);
        }
        return matrix;
    }

    private List<EvaluationMeasurement> evaluations() {
        double error = problem.error(descent.weights());
        double least = problem.error(problem.minimum(0));
        return List.of(
                new EvaluationMeasurement(Snr.INFINITE, EvaluationMetric.ERROR.text(), error, 0, 1),
                new EvaluationMeasurement(Snr.INFINITE, EvaluationMetric.ERROR_RATIO.text(), error / least, 0, 1));
    }

    private String digest() {
        return NamedArray.sha256(List.of(array()));
    }

    private TrialResult result(Ending ending, String digest, List<EvaluationMeasurement> evaluations) {
        return record.result(ending, descent.steps(), digest, evaluations, List.of());
    }
}
