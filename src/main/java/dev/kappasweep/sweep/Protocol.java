package dev.kappasweep.sweep;

/** Which reading of the paper a sweep follows, where its text and its released code leave a choice. */
public enum Protocol implements Named {
    /** Inputs scaled by (x/255 - 0.1307)/0.3081; Gaussian noise of standard deviation 1/SNR is added to the scaled inputs. */
    RELEASED_CODE("released-code");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
