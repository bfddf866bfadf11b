package dev.kappasweep.ingest;

import dev.kappasweep.data.HeapLimit;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes images one after another, which all have to be of one size. */
final class ImageSink {
    /** An array holds no more. */
    private static final long MOST_BYTES = 1L << 30;

    /** What grows, what it is copied from, and what is written. */
    private static final int COPIES = 3;

    private final ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    private final List<String> labels = new ArrayList<>();
    private String first = "";
    private Optional<ImageShape> shape = Optional.empty();

    /**
     * Adds an image.
     *
     * @param item what messages call it
     * @param label its class, a number or a name
     * @param values channel after channel, each row by row
     * @throws InvalidInputException if it is of another size than the first, or one too many
     */
    void add(String item, String label, ImageShape size, byte[] values) {
        if (shape.isEmpty()) {
            shape = Optional.of(size);
            first = item;
        } else if (!shape.get().equals(size)) {
            boolean isOfColour = shape.get().channels() != size.channels();
            throw new InvalidInputException(item + ": is " + size + ", expected all images of one size, the first, "
                    + first + ", is " + shape.get() + (isOfColour ? "; --grey makes all of them grey" : ""));
        }
        long bytes = (long) pixels.size() + values.length;
        if (bytes > MOST_BYTES) {
            throw new InvalidInputException(
                    item + ": is beyond " + MOST_BYTES + " bytes of pixels, expected fewer or smaller images");
        }
        HeapLimit.requireFits(item, COPIES * bytes);
        pixels.writeBytes(values);
        labels.add(label);
    }

    int count() {
        return labels.size();
    }

    List<String> labels() {
        return List.copyOf(labels);
    }

    /** Of all images; there is one. */
    ImageShape shape() {
        return shape.orElseThrow();
    }

    String first() {
        return first;
    }

    byte[] pixels() {
        return pixels.toByteArray();
    }
}
