package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * One metric of the trained model at one test SNR.
 *
 * @param metric classification: accuracy, a fraction in [0, 1]. Denoising, against the clean image with pixels in
 *     [0, 1]: mse; psnr in dB; ssim, at most 1. Least squares: error = ||W X - Y||_F; errorRatio, the error
 *     over that of the minimum without a penalty on the same X and Y
 * @param images how many test images it is over; 0 for least squares
 * @param noiseDraws how many noise draws it is the mean of; 1 at infinite SNR
 */
public record EvaluationMeasurement(Snr snr, String metric, double value, int images, int noiseDraws)
        implements Serializable {
    public EvaluationMeasurement {
        Require.metric("evaluations.metric", metric);
    }
}
