package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;

/** The outcome of one trial as plain values. */
public record TrialResult(
        TrialSpec spec, Ending ending, Provenance provenance, TrainingSummary training, Measurements measurements)
        implements EndedTrial, Serializable {
    public TrialId id() {
        return spec.id();
    }

    public List<LayerMeasurement> layers() {
        return measurements.layers();
    }

    public List<SpectrumMeasurement> spectra() {
        return measurements.spectra();
    }

    public List<EpochMeasurement> epochs() {
        return measurements.epochs();
    }

    public List<EvaluationMeasurement> evaluations() {
        return measurements.evaluations();
    }

    public List<SampleMeasurement> samples() {
        return measurements.samples();
    }

    /** The same outcome, of a trial that trains the same network. */
    public TrialResult of(TrialSpec other) {
        return new TrialResult(other, ending, provenance, training, measurements);
    }

    /** The same outcome as that of another try. */
    public TrialResult withAttempt(int number) {
        Provenance other =
                new Provenance(number, provenance.startedAt(), provenance.seconds(), provenance.environment());
        return new TrialResult(spec, ending, other, training, measurements);
    }
}
