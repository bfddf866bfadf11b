package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GreyImageTest {
    private static final byte[] PIXELS = {0, 1, 2, 3, 4, (byte) 255};
    private static final GreyImage IMAGE = new GreyImage(2, 3, PIXELS);

    @Test
    void pixelsLieRowByRowAndAreUnsigned() {
        assertThat(IMAGE.rows()).isEqualTo(2);
        assertThat(IMAGE.cols()).isEqualTo(3);
        assertThat(List.of(IMAGE.grey(0, 0), IMAGE.grey(0, 2), IMAGE.grey(1, 0), IMAGE.grey(1, 2)))
                .containsExactly(0, 2, 3, 255);
        assertThat(IMAGE).hasToString("2 x 3 image");
    }

    @Test
    void whatIsGivenAndTakenIsACopy() {
        byte[] given = PIXELS.clone();
        GreyImage image = new GreyImage(2, 3, given);
        given[0] = 9;
        image.pixels()[1] = 9;
        assertThat(image.pixels()).containsExactly(PIXELS);
    }

    @Test
    void equalImagesHaveTheSameSizeAndPixels() {
        GreyImage same = new GreyImage(2, 3, PIXELS);
        assertThat(IMAGE).isEqualTo(same).hasSameHashCodeAs(same);
        List<GreyImage> others = List.of(
                new GreyImage(3, 2, PIXELS),
                new GreyImage(2, 3, new byte[6]),
                new GreyImage(2, 2, new byte[4]),
                new GreyImage(1, 6, PIXELS));
        assertThat(others)
                .doesNotContain(IMAGE)
                .extracting(GreyImage::hashCode)
                .doesNotHaveDuplicates()
                .doesNotContain(IMAGE.hashCode());
        assertThat((Object) IMAGE).isNotEqualTo("2 x 3 image");
    }

    @Test
    void sizeHasToFitTheNumberOfPixels() {
        assertThatThrownBy(() -> new GreyImage(2, 2, PIXELS))
                .hasMessage("image: 6 pixels is not allowed, expected 2 x 2");
        assertThatThrownBy(() -> new GreyImage(0, 3, new byte[0]))
                .hasMessage("image rows: 0 is not allowed, expected a whole number of at least 1");
        assertThatThrownBy(() -> new GreyImage(3, 0, new byte[0]))
                .hasMessage("image columns: 0 is not allowed, expected a whole number of at least 1");
    }
}
