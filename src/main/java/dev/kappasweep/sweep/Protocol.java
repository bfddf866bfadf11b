package dev.kappasweep.sweep;

/**
 * Which reading of the paper a sweep follows, where its text and its released code leave a choice. Images are scaled by
 * (x/255 - 0.1307)/0.3081 in both, and noise is Gaussian with standard deviation 1/SNR, added to the scaled images.
 */
public enum Protocol implements Named {
    /** The authors' program. Denoising: the input is the clean image and the target the noisy one. */
    RELEASED_CODE("released-code"),
    /** The paper's text. Denoising: the input is the noisy image and the target the clean one. */
    PAPER("paper");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
