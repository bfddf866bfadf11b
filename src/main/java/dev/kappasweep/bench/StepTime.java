package dev.kappasweep.bench;

/** How long a training step takes, over all timed steps of all lanes. */
public record StepTime(double msPerStepMedian, double msPerStepMean) {}
