package dev.kappasweep.results;

import dev.kappasweep.sweep.SampleMeasurement;
import dev.kappasweep.sweep.TrialId;

/** One row of the table {@code samples}: what one trained autoencoder makes of one noisy test image. */
public record SampleRow(TrialId trial, SampleMeasurement measurement) {}
