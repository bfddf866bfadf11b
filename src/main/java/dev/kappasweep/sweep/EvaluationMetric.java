package dev.kappasweep.sweep;

/** What is measured on a trained model, by the names that results have for it. */
public enum EvaluationMetric implements Named {
    /** Share of the test images that are classified right, in [0, 1]. */
    ACCURACY("accuracy"),
    /** Mean squared error of the grey values, white being 1. */
    MSE("mse"),
    /** Peak signal-to-noise ratio in dB. */
    PSNR("psnr"),
    /** Structural similarity, at most 1. */
    SSIM("ssim"),
    /** ||W X - Y||_F of least squares. */
    ERROR("error"),
    /** The error over the least one. */
    ERROR_RATIO("errorRatio");

    private final String text;

    EvaluationMetric(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
