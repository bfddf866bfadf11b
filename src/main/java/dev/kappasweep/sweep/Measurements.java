package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.List;

/**
 * What was measured of one trial.
 *
 * @param samples what an autoencoder makes of a few test images; empty for other experiments
 */
public record Measurements(
        List<LayerMeasurement> layers,
        List<SpectrumMeasurement> spectra,
        List<EpochMeasurement> epochs,
        List<EvaluationMeasurement> evaluations,
        List<SampleMeasurement> samples)
        implements Serializable {
    /** Of a trial that ended before anything was measured. */
    public static final Measurements NONE = new Measurements(List.of(), List.of(), List.of(), List.of(), List.of());

    public Measurements {
        layers = List.copyOf(layers);
        spectra = List.copyOf(spectra);
        epochs = List.copyOf(epochs);
        evaluations = List.copyOf(evaluations);
        samples = List.copyOf(samples);
    }
}
