package dev.kappasweep.results;

import dev.kappasweep.sweep.SpectrumMeasurement;
import dev.kappasweep.sweep.TrialId;

/** One row of the table {@code spectra}: one singular value of one weight matrix of one trial. */
public record SpectrumRow(TrialId trial, SpectrumMeasurement measurement) {}
