package dev.kappasweep.results;

import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.TrialId;

/** One row of the table {@code evaluations}: one metric of one trained model at one test SNR. */
public record EvaluationRow(TrialId trial, EvaluationMeasurement measurement) {}
