package dev.kappasweep.data;

import java.io.Serializable;

/**
 * Grey images of one size with a class label each, as they stand in IDX files. The arrays are shared, not copied: callers do
 * not write to them.
 */
public final class LabelledImages implements Serializable {
    private static final long serialVersionUID = 1;

    private final int rows;
    private final int cols;
    private final byte[] pixels;
    private final byte[] labels;

    /**
     * @param pixels unsigned bytes, image after image, each row by row; length {@code labels.length * rows * cols}
     * @param labels unsigned bytes, the class of each image, counted from 0
     */
    public LabelledImages(int rows, int cols, byte[] pixels, byte[] labels) {
        if (rows < 1 || cols < 1 || pixels.length != (long) labels.length * rows * cols) {
            throw new IllegalArgumentException(
                    pixels.length + " pixels are not " + labels.length + " images of " + rows + " x " + cols);
        }
        this.rows = rows;
        this.cols = cols;
        this.pixels = pixels;
        this.labels = labels;
    }

    public int count() {
        return labels.length;
    }

    public int rows() {
        return rows;
    }

    public int cols() {
        return cols;
    }

    /** Pixels in one image: rows x cols. */
    public int size() {
        return rows * cols;
    }

    /** The class of image {@code index}, in [0, 255]. */
    public int label(int index) {
        return labels[index] & 0xff;
    }

    public byte[] pixels() {
        return pixels;
    }

    public byte[] labels() {
        return labels;
    }
}
