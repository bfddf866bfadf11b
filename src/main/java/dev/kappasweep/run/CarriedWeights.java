package dev.kappasweep.run;

import java.io.Serializable;

/** Weights that come to the driver with the result of their trial: the executor saw no directory that the driver sees too. */
public final class CarriedWeights implements Serializable {
    private static final long serialVersionUID = 1;

    private final int epoch;
    private final byte[] npz;

    /** Takes {@code npz} over. */
    public CarriedWeights(int epoch, byte[] npz) {
        this.epoch = epoch;
        this.npz = npz;
    }

    public int epoch() {
        return epoch;
    }

    /** Nobody changes it. */
    public byte[] npz() {
        return npz;
    }
}
