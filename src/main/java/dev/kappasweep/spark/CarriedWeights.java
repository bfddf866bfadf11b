package dev.kappasweep.spark;

import java.io.Serializable;

/** Weights that come to the driver with the result of their trial: the executor saw no directory that the driver sees too. */
final class CarriedWeights implements Serializable {
    private static final long serialVersionUID = 1;

    private final int epoch;
    private final byte[] npz;

    /** Takes {@code npz} over. */
    CarriedWeights(int epoch, byte[] npz) {
        this.epoch = epoch;
        this.npz = npz;
    }

    int epoch() {
        return epoch;
    }

    /** Nobody changes it. */
    byte[] npz() {
        return npz;
    }
}
