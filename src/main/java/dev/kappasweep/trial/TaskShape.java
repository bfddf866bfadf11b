package dev.kappasweep.trial;

import dev.kappasweep.nn.Loss;
import dev.kappasweep.sweep.Activation;

/**
 * What an experiment asks of a network.
 *
 * @param outputs units of the last layer
 * @param targetColumns of the matrix of targets: one for a class number, as many as outputs for an image
 */
record TaskShape(int outputs, Activation outputActivation, Loss loss, int targetColumns, BatchSource.Target target) {}
