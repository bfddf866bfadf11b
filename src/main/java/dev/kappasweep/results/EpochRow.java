package dev.kappasweep.results;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;

/** One row of the table {@code epochs}: one epoch of one trial. */
public record EpochRow(TrialId trial, EpochMeasurement measurement) {}
