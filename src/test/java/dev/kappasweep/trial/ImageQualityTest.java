package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Expected values: {@code python3 src/test/python/ssim.py}, which has the formulas of Wang et al. by scipy's convolution. */
final class ImageQualityTest {
    private static final int SIDE = 28;

    private final ImageQuality quality = new ImageQuality(SIDE, SIDE);
    private final float[] clean = new float[SIDE * SIDE];
    private final float[] picture = new float[SIDE * SIDE];

    ImageQualityTest() {
        for (int i = 0; i < SIDE; i++) {
            for (int j = 0; j < SIDE; j++) {
                float value = ((i * 7 + j * 3) % 17) / 16f;
                clean[i * SIDE + j] = value;
                double changed = 0.8 * value + 0.1 + 0.05 * Math.cos((double) i * j);
                picture[i * SIDE + j] = (float) Math.min(1, Math.max(0, changed));
            }
        }
    }

    @Test
    void measuresAreThoseOfTheFormulas() {
        double mse = quality.mse(clean, picture);
        assertThat(mse).isCloseTo(0.005094950769828605, within(1e-8));
        assertThat(ImageQuality.psnr(mse)).isCloseTo(22.928600080255773, within(1e-5));
        assertThat(quality.ssim(clean, picture)).isCloseTo(0.9668881783612726, within(1e-6));
    }

    @Test
    void aPictureIsLikeItself() {
        assertThat(quality.mse(clean, clean)).isZero();
        assertThat(ImageQuality.psnr(0)).isInfinite();
        assertThat(quality.ssim(clean, clean)).isCloseTo(1, within(1e-12));
    }

    @Test
    void aPictureSmallerThanTheWindowHasOneThatFits() {
        ImageQuality small = new ImageQuality(8, 5);
        assertThat(small.ssim(new float[40], new float[40])).isCloseTo(1, within(1e-12));
    }
}
