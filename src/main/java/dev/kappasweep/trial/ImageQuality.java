package dev.kappasweep.trial;

import java.util.Arrays;

/**
 * How close a picture is to a clean one, pixels in [0, 1] in the clean one: mean squared error, peak signal-to-noise ratio and
 * structural similarity.
 *
 * <p>SSIM is that of Wang et al., IEEE Transactions on Image Processing 13, 2004: mean over all 11 x 11 windows inside the
 * picture, weighted by a Gaussian of standard deviation 1.5, K1 = 0.01, K2 = 0.03, dynamic range 1. A picture with a side below
 * 11 has the largest odd window that fits.
 */
final class ImageQuality {
    private static final int WINDOW = 11;
    private static final double DEVIATION = 1.5;
    private static final double C1 = 0.01 * 0.01;
    private static final double C2 = 0.03 * 0.03;

    private final int rows;
    private final int cols;
    private final int window;
    private final double[] weights;
    private final double[] values;
    private final double[] horizontal;
    private final double[][] means = new double[5][];

    /** For pictures of this size; one instance serves one thread. */
    ImageQuality(int rows, int cols) {
        this.rows = rows;
        this.cols = cols;
        int side = Math.min(WINDOW, Math.min(rows, cols));
        this.window = side % 2 == 1 ? side : side - 1;
        this.weights = gaussian(window);
        this.values = new double[rows * cols];
        this.horizontal = new double[rows * windowsAcross()];
        Arrays.setAll(means, moment -> new double[windowsDown() * windowsAcross()]);
    }

    private static double[] gaussian(int length) {
        double[] weights = new double[length];
        double sum = 0;
        for (int i = 0; i < length; i++) {
            double distance = (i - length / 2) / DEVIATION;
            weights[i] = StrictMath.exp(-distance * distance / 2);
            sum += weights[i];
        }
        for (int i = 0; i < length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private int windowsDown() {
        return rows - window + 1;
    }

    private int windowsAcross() {
        return cols - window + 1;
    }

    /** The mean of the squared differences. */
    double mse(float[] clean, float[] picture) {
        double sum = 0;
        for (int i = 0; i < rows * cols; i++) {
            double difference = (double) clean[i] - picture[i];
            sum += difference * difference;
        }
        return sum / (rows * cols);
    }

    /** 10 log10(1 / mse) in dB; infinite where both are the same. */
    static double psnr(double mse) {
        return -10 * StrictMath.log10(mse);
    }

    /** At most 1, and 1 where both are the same. */
    double ssim(float[] clean, float[] picture) {
        for (int moment = 0; moment < means.length; moment++) {
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (moment) {
                    case 0 -> clean[i];
                    case 1 -> picture[i];
                    case 2 -> (double) clean[i] * clean[i];
                    case 3 -> (double) picture[i] * picture[i];
                    default -> (double) clean[i] * picture[i];
                };
            }
            filter(means[moment]);
        }
        double sum = 0;
        for (int i = 0; i < means[0].length; i++) {
            sum += similarity(means[0][i], means[1][i], means[2][i], means[3][i], means[4][i]);
        }
        return sum / means[0].length;
    }

    private static double similarity(double meanX, double meanY, double squaresX, double squaresY, double products) {
        double varianceX = squaresX - meanX * meanX;
        double varianceY = squaresY - meanY * meanY;
        double covariance = products - meanX * meanY;
        return (2 * meanX * meanY + C1)
                * (2 * covariance + C2)
                / ((meanX * meanX + meanY * meanY + C1) * (varianceX + varianceY + C2));
    }

    /** The weighted mean of {@link #values} over each window: along rows, then along columns. */
    private void filter(double[] result) {
        int across = windowsAcross();
        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < across; col++) {
                double sum = 0;
                for (int i = 0; i < window; i++) {
                    sum += weights[i] * values[row * cols + col + i];
                }
                horizontal[row * across + col] = sum;
            }
        }
        for (int row = 0; row < windowsDown(); row++) {
            for (int col = 0; col < across; col++) {
                double sum = 0;
                for (int i = 0; i < window; i++) {
                    sum += weights[i] * horizontal[(row + i) * across + col];
                }
                result[row * across + col] = sum;
            }
        }
    }
}
