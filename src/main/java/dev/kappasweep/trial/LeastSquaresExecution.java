package dev.kappasweep.trial;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SpectrumMeasurement;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** One run of a least-squares trial, measured after every {@link LeastSquaresDescent#STEPS_PER_EPOCH} steps. */
final class LeastSquaresExecution {
    private static final double NANOS_PER_SECOND = 1e9;

    private final TrialSpec spec;
    private final TrialObserver observer;
    private final long startNanos = System.nanoTime();
    private final TrialCheckpoint checkpoint;
    private final LeastSquares problem;
    private final List<LayerMeasurement> layers = new ArrayList<>();
    private final List<SpectrumMeasurement> spectra = new ArrayList<>();
    private final List<EpochMeasurement> epochs = new ArrayList<>();
    private LeastSquaresDescent descent;
    private Instant startedAt = Instant.now();
    private double secondsBefore;

    LeastSquaresExecution(TrialSpec spec, TrialObserver observer) {
        this.spec = spec;
        this.observer = observer;
        this.checkpoint = new TrialCheckpoint(spec.id(), observer);
        this.problem = new LeastSquares(spec.problem(), spec.seed());
        this.descent = new LeastSquaresDescent(spec, problem);
    }

    TrialResult run() {
        checkpoint.takeUp(descent, this::renewDescent).ifPresentOrElse(this::goOn, () -> measureLayer(0));
        for (int epoch = epochs.size() + 1; epoch <= spec.training().epochs(); epoch++) {
            descend(epoch);
            if (!Double.isFinite(epochs.get(epoch - 1).trainLoss())) {
                return result(TrialStatus.DIVERGED, diverged(epoch), "", List.of());
            }
            measureLayer(epoch);
            observer.epochEnded(spec.id(), epochs.get(epoch - 1));
        }
        return result(TrialStatus.COMPLETED, "", digest(), evaluations());
    }

    private void renewDescent() {
        descent = new LeastSquaresDescent(spec, problem);
    }

    private void goOn(TrialProgress from) {
        layers.addAll(from.layers());
        spectra.addAll(from.spectra());
        epochs.addAll(from.epochs());
        startedAt = Instant.parse(from.startedAt());
        secondsBefore = from.seconds();
        epochs.forEach(epoch -> observer.epochEnded(spec.id(), epoch));
    }

    private TrialProgress progress() {
        return new TrialProgress(startedAt.toString(), seconds(), layers, spectra, epochs, EpochSums.NONE);
    }

    private double seconds() {
        return secondsBefore + secondsSince(startNanos);
    }

    private void descend(int epoch) {
        long start = System.nanoTime();
        descent.startEpoch();
        checkpoint.writeIfDue(this::progress, descent);
        for (int step = 0; step < LeastSquaresDescent.STEPS_PER_EPOCH; step++) {
            if (observer.isCancelled()) {
                checkpoint.write(progress(), descent);
                throw new TrialCancelledException(spec.id());
            }
            descent.step();
        }
        double error = problem.error(descent.weights());
        epochs.add(new EpochMeasurement(epoch, error * error, penalty(), secondsSince(start), descent.sweepsOfEpoch()));
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
        try {
            return spectrum().r();
        } catch (ArithmeticException e) {
            return Double.NaN; // W is not finite any more; the loss says so too
        }
    }

    private String diverged(int epoch) {
        double last = epoch == 1 ? Double.NaN : epochs.get(epoch - 2).trainLoss();
        return "loss " + epochs.get(epoch - 1).trainLoss() + " at step " + descent.steps() + " (epoch " + epoch
                + "); loss of the epoch before " + last;
    }

    private Spectrum spectrum() {
        double[] w = descent.weights();
        int rows = spec.problem().outputs();
        try (Matrix matrix = Matrix.zeros(Precision.FLOAT64, rows, w.length / rows)) {
            for (int i = 0; i < w.length; i++) {
                matrix.set(i, w[i]);
            }
            return Spectrum.of(matrix);
        }
    }

    private void measureLayer(int epoch) {
        Spectrum spectrum = spectrum();
        String name = spec.layerNames().get(0);
        if (SpectrumMeasurement.isKeptAt(epoch, spec.training().epochs())) {
            spectra.addAll(SpectrumMeasurement.of(epoch, name, spectrum.values()));
        }
        layers.add(new LayerMeasurement(
                epoch,
                name,
                spec.problem().outputs(),
                spec.problem().inputs(),
                spectrum.kappa(),
                spectrum.largest(),
                spectrum.smallestNonZero(),
                spectrum.stableRank(),
                spectrum.r()));
    }

    private List<EvaluationMeasurement> evaluations() {
        double error = problem.error(descent.weights());
        double least = problem.error(problem.minimum(0));
        return List.of(
                new EvaluationMeasurement(Snr.INFINITE, "error", error, 0, 1),
                new EvaluationMeasurement(Snr.INFINITE, "errorRatio", error / least, 0, 1));
    }

    private String digest() {
        ByteBuffer bytes = ByteBuffer.allocate(descent.weights().length * Double.BYTES);
        bytes.asDoubleBuffer().put(descent.weights());
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private TrialResult result(
            TrialStatus status, String reason, String digest, List<EvaluationMeasurement> evaluations) {
        return new TrialResult(
                spec,
                status,
                reason,
                1,
                startedAt,
                seconds(),
                descent.steps(),
                epochs.isEmpty() ? Double.NaN : epochs.get(epochs.size() - 1).trainLoss(),
                digest,
                layers,
                spectra,
                epochs,
                evaluations,
                Environments.current());
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / NANOS_PER_SECOND;
    }
}
