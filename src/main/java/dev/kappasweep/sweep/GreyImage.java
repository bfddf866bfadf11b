package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;

/** One grey image: unsigned bytes row by row, 0 black and 255 white. */
public final class GreyImage implements Serializable {
    private static final long serialVersionUID = 1;

    private final int rows;
    private final int cols;
    private final byte[] pixels;

    /** @param pixels of length {@code rows * cols}; copied */
    public GreyImage(int rows, int cols, byte[] pixels) {
        Require.positive("image rows", rows);
        Require.positive("image columns", cols);
        Require.require(
                pixels.length == (long) rows * cols, "image", pixels.length + " pixels", rows + " x " + cols, rows);
        this.rows = rows;
        this.cols = cols;
        this.pixels = pixels.clone();
    }

    public int rows() {
        return rows;
    }

    public int cols() {
        return cols;
    }

    /** A copy. */
    public byte[] pixels() {
        return pixels.clone();
    }

    /** In [0, 255]. */
    public int grey(int row, int col) {
        return pixels[row * cols + col] & 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GreyImage image
                && rows == image.rows
                && cols == image.cols
                && Arrays.equals(pixels, image.pixels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rows, cols, Arrays.hashCode(pixels));
    }

    @Override
    public String toString() {
        return rows + " x " + cols + " image";
    }
}
