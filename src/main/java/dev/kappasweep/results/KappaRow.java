package dev.kappasweep.results;

import dev.kappasweep.sweep.TrialId;

/**
 * What most readers want of a {@link LayerRow}.
 *
 * @param kappa NaN for the zero matrix
 */
public record KappaRow(TrialId trial, int epoch, String layer, double kappa) {}
