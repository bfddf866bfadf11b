package dev.kappasweep.export;

/**
 * What an export to MLflow did.
 *
 * @param trials in the results
 * @param written of them now; the others were there already
 */
public record ExportCount(int trials, int written) {}
