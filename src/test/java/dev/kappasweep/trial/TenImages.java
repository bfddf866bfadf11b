package dev.kappasweep.trial;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.sweep.DatasetId;

/** Ten images of two pixels and of two classes, for training and for tests. */
final class TenImages {
    private static final byte[] PIXELS = {
        0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, (byte) 130, -1, -2, -3, 7, 8, 9
    };
    private static final byte[] LABELS = {0, 1, 1, 0, 1, 0, 0, 1, 1, 1};
    private static final LabelledImages IMAGES = new LabelledImages(1, 2, PIXELS, LABELS);

    static final Dataset DATA = new Dataset(new DatasetId("ten", "0".repeat(64)), 2, IMAGES, IMAGES);

    private TenImages() {}

    /** Cross-entropy of softmax(W x + b), mean over the images, with MNIST's mean and deviation. */
    static double meanLoss(double[] weights, double[] bias) {
        double sum = 0;
        for (int image = 0; image < LABELS.length; image++) {
            double left = ((PIXELS[2 * image] & 0xff) / 255.0 - 0.1307) / 0.3081;
            double right = ((PIXELS[2 * image + 1] & 0xff) / 255.0 - 0.1307) / 0.3081;
            double first = weights[0] * left + weights[1] * right + bias[0];
            double second = weights[2] * left + weights[3] * right + bias[1];
            sum += Math.log(Math.exp(first) + Math.exp(second)) - (LABELS[image] == 0 ? first : second);
        }
        return sum / LABELS.length;
    }
}
