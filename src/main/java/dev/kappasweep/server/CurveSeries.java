package dev.kappasweep.server;

/**
 * Something of which each trial has a curve.
 *
 * @param layer empty unless the metric is of layers
 */
record CurveSeries(CurveMetric metric, String layer) {}
