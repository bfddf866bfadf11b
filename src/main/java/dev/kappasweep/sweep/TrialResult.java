package dev.kappasweep.sweep;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;

/**
 * The outcome of one trial as plain values.
 *
 * @param reason empty for COMPLETED; otherwise one line that says why it ended
 * @param attempt which try of the trial this was, counted from 1
 * @param seconds wall-clock time of the whole trial
 * @param steps optimiser steps taken
 * @param trainLoss data term of the loss over the last finished epoch, NaN if there is none
 * @param weightsSha256 digest of all final weights and biases, empty unless COMPLETED or DEAD
 * @param samples what an autoencoder makes of a few test images; empty for other experiments
 */
public record TrialResult(
        TrialSpec spec,
        TrialStatus status,
        String reason,
        int attempt,
        Instant startedAt,
        double seconds,
        long steps,
        double trainLoss,
        String weightsSha256,
        List<LayerMeasurement> layers,
        List<SpectrumMeasurement> spectra,
        List<EpochMeasurement> epochs,
        List<EvaluationMeasurement> evaluations,
        List<SampleMeasurement> samples,
        Environment environment)
        implements Serializable {
    public TrialResult {
        Require.positive("attempt", attempt);
        Require.require(
                (status == TrialStatus.COMPLETED) == reason.isEmpty(),
                "reason",
                "'" + reason + "'",
                "a reason exactly when the trial is not COMPLETED",
                reason);
        layers = List.copyOf(layers);
        spectra = List.copyOf(spectra);
        epochs = List.copyOf(epochs);
        evaluations = List.copyOf(evaluations);
        samples = List.copyOf(samples);
    }

    /** An outcome without samples. */
    public TrialResult(
            TrialSpec spec,
            TrialStatus status,
            String reason,
            int attempt,
            Instant startedAt,
            double seconds,
            long steps,
            double trainLoss,
            String weightsSha256,
            List<LayerMeasurement> layers,
            List<SpectrumMeasurement> spectra,
            List<EpochMeasurement> epochs,
            List<EvaluationMeasurement> evaluations,
            Environment environment) {
        this(
                spec,
                status,
                reason,
                attempt,
                startedAt,
                seconds,
                steps,
                trainLoss,
                weightsSha256,
                layers,
                spectra,
                epochs,
                evaluations,
                List.of(),
                environment);
    }

    public TrialId id() {
        return spec.id();
    }

    /** The same outcome as that of another try. */
    public TrialResult withAttempt(int number) {
        return new TrialResult(
                spec,
                status,
                reason,
                number,
                startedAt,
                seconds,
                steps,
                trainLoss,
                weightsSha256,
                layers,
                spectra,
                epochs,
                evaluations,
                samples,
                environment);
    }
}
