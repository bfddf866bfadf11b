package dev.kappasweep.trial;

/** The network's inputs for the 256 grey values: (x/255 - 0.1307)/0.3081, MNIST's mean and standard deviation. */
final class InputScaling {
    private static final double MEAN = 0.1307;
    private static final double STANDARD_DEVIATION = 0.3081;
    private static final int GREY_VALUES = 256;

    private final float[] scaled = new float[GREY_VALUES];

    InputScaling() {
        for (int grey = 0; grey < GREY_VALUES; grey++) {
            scaled[grey] = (float) ((grey / 255.0 - MEAN) / STANDARD_DEVIATION);
        }
    }

    /** @param grey an unsigned byte, as IDX files hold it */
    float scale(byte grey) {
        return scaled[grey & 0xff];
    }
}
