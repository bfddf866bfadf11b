package dev.kappasweep.sweep;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/** The outcome of one trial as plain values. */
public record TrialResult(
        TrialSpec spec, Ending ending, Provenance provenance, TrainingSummary training, Measurements measurements)
        implements Serializable {
    public TrialId id() {
        return spec.id();
    }

    public TrialStatus status() {
        return ending.status();
    }

    public String reason() {
        return ending.reason();
    }

    public int attempt() {
        return provenance.attempt();
    }

    public Instant startedAt() {
        return provenance.startedAt();
    }

    public double seconds() {
        return provenance.seconds();
    }

    public Environment environment() {
        return provenance.environment();
    }

    public long steps() {
        return training.steps();
    }

    public double trainLoss() {
        return training.trainLoss();
    }

    public String weightsSha256() {
        return training.weightsSha256();
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

    /** The same outcome as that of another try. */
    public TrialResult withAttempt(int number) {
        Provenance other =
                new Provenance(number, provenance.startedAt(), provenance.seconds(), provenance.environment());
        return new TrialResult(spec, ending, other, training, measurements);
    }
}
