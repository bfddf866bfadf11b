package dev.kappasweep.data;

import dev.kappasweep.files.Store;
import dev.kappasweep.sweep.InvalidInputException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture of many images side by side, for a look at a set before a sweep is spent on it. */
public final class ContactSheet {
    private static final int GAP = 1;
    private static final int GAP_GREY = 64;
    private static final int COLOURS = 3;

    private ContactSheet() {}

    /**
     * Writes the first images of a set, row by row, {@code perSide} to a row and at most {@code perSide} rows, with a grey line
     * of {@value #GAP} pixel between and around them. Places for which there is no image stay grey.
     *
     * @param perSide at least 1
     * @param file PNG, 8 bits of grey or of each colour; replaced if it exists
     * @throws InvalidInputException if {@code perSide} is below 1, the picture would be too large or the file cannot be written
     */
    public static void write(LabelledImages images, int perSide, Path file) {
        requireDrawable(images, perSide);
        BufferedImage sheet = draw(images, perSide);
        try {
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            // By default ImageIO would put a temporary file on disk.
            try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(png)) {
                ImageIO.write(sheet, "png", out);
            }
            Store.of(file).replace(file, out -> out.write(png.toByteArray()));
        } catch (IOException e) {
            throw new InvalidInputException(file + ": cannot be written (" + e + "), expected a place for a PNG", e);
        }
    }

    private static void requireDrawable(LabelledImages images, int perSide) {
        int longest = Math.max(images.rows(), images.cols()) + GAP;
        int most = (1 << 14) / longest;
        if (perSide < 1 || perSide > most) {
            throw new InvalidInputException(
                    "contact sheet: " + perSide + " images per side is not allowed, expected 1 to " + most);
        }
    }

    private static BufferedImage draw(LabelledImages images, int perSide) {
        int shownRows = Math.min(perSide, (images.count() + perSide - 1) / perSide);
        int width = GAP + perSide * (images.cols() + GAP);
        int height = GAP + shownRows * (images.rows() + GAP);
        boolean isColour = images.channels() == COLOURS;
        BufferedImage sheet = new BufferedImage(
                width, height, isColour ? BufferedImage.TYPE_3BYTE_BGR : BufferedImage.TYPE_BYTE_GRAY);
        // Written as raw bytes: setRGB would convert grey from sRGB and change it.
        byte[] canvas = ((DataBufferByte) sheet.getRaster().getDataBuffer()).getData();
        Arrays.fill(canvas, (byte) GAP_GREY);
        for (int i = 0; i < Math.min(images.count(), perSide * perSide); i++) {
            int top = GAP + i / perSide * (images.rows() + GAP);
            int left = GAP + i % perSide * (images.cols() + GAP);
            for (int channel = 0; channel < (isColour ? COLOURS : 1); channel++) {
                copy(images, i, channel, canvas, top * width + left, width);
            }
        }
        return sheet;
    }

    /** Into a canvas that has the channels of a pixel together, blue first. */
    private static void copy(LabelledImages images, int index, int channel, byte[] canvas, int start, int width) {
        int first = index * images.size() + channel * images.rows() * images.cols();
        int samples = images.channels() == COLOURS ? COLOURS : 1;
        for (int row = 0; row < images.rows(); row++) {
            for (int col = 0; col < images.cols(); col++) {
                int place = (start + row * width + col) * samples + samples - 1 - channel;
                canvas[place] = images.pixels()[first + row * images.cols() + col];
            }
        }
    }
}
