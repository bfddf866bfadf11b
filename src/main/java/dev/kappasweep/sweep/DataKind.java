package dev.kappasweep.sweep;

/** What a trial learns from. */
public enum DataKind {
    /** Labelled images, by a network. */
    IMAGES,
    /** Gaussian matrices that each trial draws from its seed. */
    GAUSSIAN
}
