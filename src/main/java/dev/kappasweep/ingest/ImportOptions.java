package dev.kappasweep.ingest;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Optional;

/**
 * What a source does not say itself.
 *
 * @param testShare of the images of each class that is held out for testing where the source has no test images, in (0, 1)
 * @param isGrey whether images in colour become grey, by the luma of ITU-R BT.601
 * @param white the value of a white pixel where pixels are numbers, above 0
 * @param shape of images whose pixels are one list of numbers; square if absent
 * @param labelColumn the name of the column of labels, where there are columns
 */
public record ImportOptions(
        Optional<Double> testShare,
        boolean isGrey,
        double white,
        Optional<ImageShape> shape,
        Optional<String> labelColumn) {
    /** The value of white where bytes are pixels. */
    public static final double BYTE_WHITE = 255;

    public ImportOptions {
        testShare.filter(share -> !(share > 0 && share < 1)).ifPresent(share -> {
            throw new InvalidInputException(
                    "share of test images: " + share + " is not allowed, expected more than 0 and less than 1");
        });
        if (!(white > 0 && white < Double.POSITIVE_INFINITY)) {
            throw new InvalidInputException("white: " + white + " is not allowed, expected a number above 0");
        }
    }

    /** Nothing is said. */
    public static final ImportOptions NONE =
            new ImportOptions(Optional.empty(), false, BYTE_WHITE, Optional.empty(), Optional.empty());

    /**
     * The byte of a pixel.
     *
     * @param item where the value is, for the message
     */
    byte pixel(String item, double value) {
        double scaled = white == BYTE_WHITE ? value : value / white * BYTE_WHITE;
        boolean isExact = white != BYTE_WHITE || scaled == Math.rint(scaled);
        if (!(scaled >= 0 && scaled <= BYTE_WHITE && isExact)) {
            throw new InvalidInputException(item + ": pixel " + value + " is not allowed, expected "
                    + (white == BYTE_WHITE
                            ? "a whole number from 0 to 255, or --white with the value of a white pixel"
                            : "a number from 0 to " + white));
        }
        return (byte) Math.rint(scaled);
    }

    /**
     * The shape of an image that is a list of numbers.
     *
     * @param item where it is, for the message
     */
    ImageShape shapeOf(String item, int values) {
        ImageShape found = shape.or(() -> ImageShape.square(values))
                .orElseThrow(() -> new InvalidInputException(
                        item + ": " + values + " pixels are no square image, expected --size ROWSxCOLS"));
        if (found.size() != values) {
            throw new InvalidInputException(
                    item + ": " + values + " pixels are no image of " + found + ", which has " + found.size());
        }
        return found;
    }
}
