package dev.kappasweep.data;

import java.io.Serializable;

/**
 * Images of one size with a class label each, grey or in several channels. The arrays are shared, not copied: callers do not
 * write to them.
 */
public final class LabelledImages implements Serializable {
    private static final long serialVersionUID = 1;

    private final int channels;
    private final int rows;
    private final int cols;
    private final byte[] pixels;
    private final byte[] labels;

    /**
     * Grey images.
     *
     * @param pixels unsigned bytes, image after image, each row by row; length {@code labels.length * rows * cols}
     * @param labels unsigned bytes, the class of each image, counted from 0
     */
    public LabelledImages(int rows, int cols, byte[] pixels, byte[] labels) {
        this(1, rows, cols, pixels, labels);
    }

    /**
     * Images of several channels.
     *
     * @param channels 1 for grey, 3 for red, green and blue
     * @param pixels unsigned bytes, image after image, each channel after channel, each of these row by row; length {@code
     *     labels.length * channels * rows * cols}
     * @param labels unsigned bytes, the class of each image, counted from 0
     */
    public LabelledImages(int channels, int rows, int cols, byte[] pixels, byte[] labels) {
        long size = (long) channels * rows * cols;
        if (channels < 1 || rows < 1 || cols < 1 || pixels.length != labels.length * size) {
            throw new IllegalArgumentException(pixels.length + " pixels are not " + labels.length + " images of "
                    + channels + " x " + rows + " x " + cols);
        }
        this.channels = channels;
        this.rows = rows;
        this.cols = cols;
        this.pixels = pixels;
        this.labels = labels;
    }

    public int count() {
        return labels.length;
    }

    /** 1 for grey images, 3 for red, green and blue. */
    public int channels() {
        return channels;
    }

    public int rows() {
        return rows;
    }

    public int cols() {
        return cols;
    }

    /** {@code 28 x 28} of grey images, {@code 3 x 32 x 32} of images of three channels. */
    public String shape() {
        return (channels == 1 ? "" : channels + " x ") + rows + " x " + cols;
    }

    /** Values in one image: channels x rows x cols. */
    public int size() {
        return channels * rows * cols;
    }

    /** The class of image {@code index}, in [0, 255]. */
    public int label(int index) {
        return labels[index] & 0xff;
    }

    /** The largest value of a pixel, in [0, 255]. */
    public int brightest() {
        int brightest = 0;
        for (byte pixel : pixels) {
            brightest = Math.max(brightest, pixel & 0xff);
        }
        return brightest;
    }

    public byte[] pixels() {
        return pixels;
    }

    public byte[] labels() {
        return labels;
    }
}
