package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.sweep.DatasetSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawnDigitsTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);

    @Test
    void everyPlatformDrawsTheSameBytes() {
        assertThat(DIGITS.id().sha256()).isEqualTo("1ee2024851eb4cafb0a13f8e7ae78e2d054161f7909666095eadf0720b99790e");
        assertThat(DrawnDigits.SHA256).isEqualTo(DIGITS.id().sha256());
    }

    @Test
    void everyClassHasTheSameNumberOfImages() {
        assertThat(countByLabel(DIGITS.train())).containsOnly(2000).hasSize(10);
        assertThat(countByLabel(DIGITS.test())).containsOnly(400).hasSize(10);
        assertThat(DIGITS.classes()).isEqualTo(10);
    }

    @Test
    void labelsComeInNoOrder() {
        int repeats = 0;
        for (int i = 1; i < DIGITS.train().count(); i++) {
            repeats += DIGITS.train().label(i) == DIGITS.train().label(i - 1) ? 1 : 0;
        }
        assertThat(repeats / 20_000.0).isCloseTo(0.1, within(0.01));
    }

    @Test
    void greysAreAboutThoseOfMnist() {
        double sum = 0;
        double squares = 0;
        byte[] pixels = DIGITS.train().pixels();
        for (byte pixel : pixels) {
            sum += pixel & 0xff;
            squares += (double) (pixel & 0xff) * (pixel & 0xff);
        }
        double mean = sum / pixels.length;
        // MNIST: 33.3 and 78.6.
        assertThat(mean).isCloseTo(33, within(3.0));
        assertThat(Math.sqrt(squares / pixels.length - mean * mean)).isCloseTo(79, within(4.0));
    }

    @Test
    void noImageIsDrawnTwiceOrCutOffAtTheBorder() {
        Set<String> seen = new HashSet<>();
        int touching = addAndCountTouching(DIGITS.train(), seen) + addAndCountTouching(DIGITS.test(), seen);
        assertThat(seen).hasSize(24_000);
        assertThat(touching).isLessThan(240);
    }

    private static int addAndCountTouching(LabelledImages images, Set<String> seen) {
        int touching = 0;
        for (int i = 0; i < images.count(); i++) {
            byte[] image = Arrays.copyOfRange(images.pixels(), i * images.size(), (i + 1) * images.size());
            seen.add(new String(image, StandardCharsets.ISO_8859_1));
            touching += touchesBorder(image, images.cols()) ? 1 : 0;
        }
        return touching;
    }

    private static boolean touchesBorder(byte[] image, int side) {
        for (int i = 0; i < side; i++) {
            if ((image[i] | image[i * side] | image[i * side + side - 1] | image[image.length - 1 - i]) != 0) {
                return true;
            }
        }
        return false;
    }

    private static int[] countByLabel(LabelledImages images) {
        int[] counts = new int[10];
        for (int i = 0; i < images.count(); i++) {
            counts[images.label(i)]++;
        }
        return counts;
    }
}
