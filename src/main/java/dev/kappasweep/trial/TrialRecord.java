package dev.kappasweep.trial;

import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.Shape;
import dev.kappasweep.sweep.SpectrumMeasurement;
import dev.kappasweep.sweep.SpectrumSummary;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one run of a trial has measured so far, whatever it trains. */
final class TrialRecord {
    private final TrialSpec spec;
    private final TrialObserver observer;
    private final long startNanos = System.nanoTime();
    private final List<LayerMeasurement> layers = new ArrayList<>();
    private final List<SpectrumMeasurement> spectra = new ArrayList<>();
    private final List<EpochMeasurement> epochs = new ArrayList<>();
    private Instant startedAt = Instant.now();
    private double secondsBefore;
    private int layersTold;

    TrialRecord(TrialSpec spec, TrialObserver observer) {
        this.spec = spec;
        this.observer = observer;
    }

    /** Goes on where an earlier attempt has stopped, and tells its epochs again. */
    void goOn(TrialProgress from) {
        layers.addAll(from.layers());
        spectra.addAll(from.spectra());
        epochs.addAll(from.epochs());
        startedAt = Instant.parse(from.startedAt());
        secondsBefore = from.seconds();
        epochs.forEach(this::tell);
    }

    TrialProgress progress(EpochSums current) {
        return new TrialProgress(startedAt.toString(), seconds(), layers, spectra, epochs, current);
    }

    private double seconds() {
        return secondsBefore + Seconds.since(startNanos);
    }

    /** @throws ArithmeticException if {@code weights} have no spectrum, since they are not finite */
    void measure(int epoch, String layer, Matrix weights, DeadUnits deadUnits) {
        Spectrum spectrum = Spectrum.of(weights);
        if (SpectrumMeasurement.isKeptAt(epoch, spec.training().epochs())) {
            spectra.addAll(SpectrumMeasurement.of(epoch, layer, spectrum.values()));
        }
        Shape shape = new Shape(weights.rows(), weights.cols());
        layers.add(new LayerMeasurement(epoch, layer, shape, summary(spectrum), deadUnits));
    }

    private static SpectrumSummary summary(Spectrum spectrum) {
        return new SpectrumSummary(
                spectrum.kappa(),
                spectrum.largest(),
                spectrum.smallestNonZero(),
                spectrum.stableRank(),
                spectrum.r(),
                spectrum.numericalKappa());
    }

    List<LayerMeasurement> layers() {
        return layers;
    }

    void add(EpochMeasurement epoch) {
        epochs.add(epoch);
    }

    int epochs() {
        return epochs.size();
    }

    /** Data term of the loss over the last finished epoch, NaN if there is none. */
    double trainLoss() {
        return trainLoss(epochs.size());
    }

    /** Likewise over {@code epoch}, counted from 1; NaN for 0. */
    double trainLoss(int epoch) {
        return epoch == 0 ? Double.NaN : epochs.get(epoch - 1).trainLoss();
    }

    /** Tells the observer of the last epoch. */
    void tellEpoch() {
        tell(epochs.get(epochs.size() - 1));
    }

    private void tell(EpochMeasurement epoch) {
        int first = layersTold;
        while (layersTold < layers.size() && layers.get(layersTold).epoch() <= epoch.epoch()) {
            layersTold++;
        }
        observer.layersMeasured(spec.id(), List.copyOf(layers.subList(first, layersTold)));
        observer.epochEnded(spec.id(), epoch);
    }

    TrialResult result(
            Ending ending,
            long steps,
            String weightsSha256,
            List<EvaluationMeasurement> evaluations,
            List<SampleMeasurement> samples) {
        return new TrialResult(
                spec,
                ending,
                new Provenance(1, startedAt, seconds(), Environments.current()),
                new TrainingSummary(steps, trainLoss(), weightsSha256),
                new Measurements(layers, spectra, epochs, evaluations, samples));
    }
}
