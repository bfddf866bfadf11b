package dev.kappasweep.ingest;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of an image.
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param rows pixels from top to bottom
 * @param cols pixels from left to right
 */
public record ImageShape(int channels, int rows, int cols) {
    private static final int COLOURS = 3;
    private static final Pattern TEXT = Pattern.compile("(?:([13])x)?([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");

    /**
     * Reads {@code 28x28} or {@code 3x32x32}.
     *
     * @throws InvalidInputException if it is neither
     */
    public static ImageShape parse(String item, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidInputException(item + ": '" + text
                    + "' is not allowed, expected ROWSxCOLS such as 28x28, or 3xROWSxCOLS in colour");
        }
        int channels = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
        return new ImageShape(channels, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
    }

    /** Of a square image with so many values, grey if that fits; empty if neither grey nor colour does. */
    static Optional<ImageShape> square(int values) {
        for (int channels : new int[] {1, COLOURS}) {
            int side = (int) Math.round(Math.sqrt((double) values / channels));
            if (side * side * channels == values) {
                return Optional.of(new ImageShape(channels, side, side));
            }
        }
        return Optional.empty();
    }

    long size() {
        return (long) channels * rows * cols;
    }

    boolean isColour() {
        return channels == COLOURS;
    }

    /** {@code 28 x 28} or {@code 3 x 32 x 32}. */
    @Override
    public String toString() {
        return (channels == 1 ? "" : channels + " x ") + rows + " x " + cols;
    }
}
