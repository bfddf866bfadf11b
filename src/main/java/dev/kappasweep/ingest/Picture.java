package dev.kappasweep.ingest;

import dev.kappasweep.sweep.InvalidInputException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** The pixels of one PNG or JPEG file, as they are in it: nothing is converted from one colour space into another. */
final class Picture {
    private static final long MOST_PIXELS = 1 << 24;
    private static final int COLOURS = 3;
    private static final int MOST = 255;

    private final ImageShape shape;
    private final byte[] values;

    private Picture(ImageShape shape, byte[] values) {
        this.shape = shape;
        this.values = values;
    }

    ImageShape shape() {
        return shape;
    }

    /** Channel after channel, each row by row; shared, not copied. */
    byte[] values() {
        return values;
    }

    /**
     * Decodes a file.
     *
     * @param item what messages call it
     * @param isGrey whether colours become grey
     * @throws InvalidInputException if it is no such file, is damaged or has transparent pixels
     */
    static Picture decode(String item, byte[] file, boolean isGrey) {
        BufferedImage image;
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            image = read(item, in);
        } catch (InvalidInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException(item + ": is damaged (" + e.getMessage() + "), expected a PNG or JPEG", e);
        }
        Picture picture = image.getColorModel() instanceof IndexColorModel
                ? ofPalette(item, image)
                : ofSamples(item, image.getRaster(), image.getColorModel().hasAlpha());
        return isGrey && picture.shape.isColour() ? picture.grey() : picture;
    }

    private static BufferedImage read(String item, MemoryCacheImageInputStream in) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            throw new InvalidInputException(item + ": is no image, expected a PNG or JPEG");
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(in);
            long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
            if (pixels > MOST_PIXELS) {
                throw new InvalidInputException(item + ": is " + reader.getHeight(0) + " x " + reader.getWidth(0)
                        + ", expected at most " + MOST_PIXELS + " pixels");
            }
            return reader.read(0);
        } finally {
            reader.dispose();
        }
    }

    private static Picture ofPalette(String item, BufferedImage image) {
        int pixels = image.getWidth() * image.getHeight();
        int[] colours = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] values = new byte[COLOURS * pixels];
        boolean isGrey = true;
        for (int i = 0; i < pixels; i++) {
            requireOpaque(item, colours[i] >>> 24, MOST);
            for (int channel = 0; channel < COLOURS; channel++) {
                values[channel * pixels + i] = (byte) (colours[i] >> (8 * (COLOURS - 1 - channel)));
            }
            isGrey &= values[i] == values[pixels + i] && values[i] == values[2 * pixels + i];
        }
        Picture picture = new Picture(new ImageShape(COLOURS, image.getHeight(), image.getWidth()), values);
        return isGrey ? picture.first() : picture;
    }

    private static Picture ofSamples(String item, Raster raster, boolean hasAlpha) {
        int bands = raster.getNumBands();
        int channels = hasAlpha ? bands - 1 : bands;
        if (channels != 1 && channels != COLOURS) {
            throw new InvalidInputException(
                    item + ": has " + channels + " channels, expected grey or red, green, blue");
        }
        ImageShape shape = new ImageShape(channels, raster.getHeight(), raster.getWidth());
        byte[] values = new byte[(int) shape.size()];
        int place = 0;
        for (int band = 0; band < bands; band++) {
            int most = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
            for (int row = 0; row < shape.rows(); row++) {
                for (int col = 0; col < shape.cols(); col++) {
                    int sample = raster.getSample(col, row, band);
                    if (band == channels) {
                        requireOpaque(item, sample, most);
                    } else {
                        values[place++] = (byte) ((sample * MOST + most / 2) / most);
                    }
                }
            }
        }
        return new Picture(shape, values);
    }

    private static void requireOpaque(String item, int alpha, int most) {
        if (alpha != most) {
            throw new InvalidInputException(item + ": has transparent pixels, expected opaque ones");
        }
    }

    /** Of the first channel, which all others equal. */
    private Picture first() {
        byte[] first = new byte[shape.rows() * shape.cols()];
        System.arraycopy(values, 0, first, 0, first.length);
        return new Picture(new ImageShape(1, shape.rows(), shape.cols()), first);
    }

    /** Luma of ITU-R BT.601, in integers. */
    private Picture grey() {
        byte[] grey = new byte[shape.rows() * shape.cols()];
        for (int i = 0; i < grey.length; i++) {
            int red = values[i] & 0xff;
            int green = values[grey.length + i] & 0xff;
            int blue = values[2 * grey.length + i] & 0xff;
            grey[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
        }
        return new Picture(new ImageShape(1, shape.rows(), shape.cols()), grey);
    }
}
