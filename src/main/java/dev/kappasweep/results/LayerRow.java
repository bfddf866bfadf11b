package dev.kappasweep.results;

import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.TrialId;

/** One row of the table {@code layers}: one weight matrix of one trial at the end of one epoch. */
public record LayerRow(TrialId trial, LayerMeasurement measurement) {}
