package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.linalg.Matrix;
import java.nio.ByteBuffer;

/** Images as a network sees them: scaled, and with noise that is drawn elsewhere. */
final class ScaledImages {
    private static final float[] NO_NOISE = {};

    private final LabelledImages images;
    private final InputScaling scaling;

    ScaledImages(LabelledImages images, InputScaling scaling) {
        this.images = images;
        this.scaling = scaling;
    }

    /** Fills {@code input}, one image a row, with images from {@code first} on. */
    void fill(Matrix input, int first) {
        fill(input, first, NO_NOISE, 0);
    }

    /**
     * The same with noise.
     *
     * @param noise one element for each of {@code input}, added times {@code deviation}; unused if that is 0
     */
    void fill(Matrix input, int first, float[] noise, float deviation) {
        ByteBuffer values = input.bytes();
        byte[] pixels = images.pixels();
        int from = first * images.size();
        for (int i = 0; i < input.size(); i++) {
            float scaled = scaling.scale(pixels[from + i]);
            values.putFloat(i * Float.BYTES, deviation == 0 ? scaled : scaled + deviation * noise[i]);
        }
    }
}
