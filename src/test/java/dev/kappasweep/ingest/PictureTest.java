package dev.kappasweep.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that Pillow 9.4 wrote from known pixels; in the tables the pixels, channel after channel. */
class PictureTest {
    private static final String RGB =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGNkZGJmZmYGAAA8ABHVfkbmAAAAAElFTkSuQmCC";
    private static final String TRANSPARENT =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAEUlEQVR4nGNkZGL+z8zM3AgABdEBkaa0X/MAAAAASUVORK5CYII=";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            8 bits of grey  | iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAADklEQVR4nGNgSGE48R8ABCUCLMYPuiEAAAAASUVORK5CYII= | 2 x 2     | 0 100 200 255
            16 bits of grey | iVBORw0KGgoAAAANSUhEUgAAAAIAAAACEAAAAAAHTY67AAAAEklEQVR4nGNgYEhJYTjp8f8/AAwXA9hn0bDVAAAAAElFTkSuQmCC | 2 x 2 | 0 100 200 255
            one bit         | iVBORw0KGgoAAAANSUhEUgAAAAIAAAACAQAAAABazTCJAAAADElEQVR4nGNwYHIAAAEIAIMYhovOAAAAAElFTkSuQmCC     | 2 x 2     | 0 255 255 0
            colour          | iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR4nGNkZGJmZmYGAAA8ABHVfkbmAAAAAElFTkSuQmCC | 3 x 1 x 2 | 1 4 2 5 3 6
            opaque alpha    | iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAQAAABeK7cBAAAADUlEQVR4nGNk/M/MAAADEQEFZDZJMAAAAABJRU5ErkJggg== | 1 x 2     | 1 4
            """)
    void pixelsAreThoseOfTheFile(String what, String base64, String shape, String pixels) {
        Picture picture = Picture.decode("x.png", bytes(base64), false);
        assertThat(picture.shape()).hasToString(shape);
        assertThat(text(picture)).isEqualTo(pixels);
    }

    @Test
    void palettesAreTheirColoursAndGreyWhereTheseAre() {
        Picture colour = Picture.decode("x.png", bytes(PALETTE), false);
        assertThat(colour.shape()).hasToString("3 x 1 x 2");
        assertThat(text(colour)).isEqualTo("40 10 50 20 60 30");
        Picture grey = Picture.decode("x.png", bytes(GREY_PALETTE), false);
        assertThat(grey.shape()).hasToString("1 x 2");
        assertThat(text(grey)).isEqualTo("40 10");
    }

    @Test
    void jpegOfOneGreyHasIt() {
        Picture picture = Picture.decode("x.jpg", bytes(JPEG), false);
        assertThat(picture.shape()).hasToString("8 x 8");
        assertThat(picture.values()).containsOnly((byte) 77);
    }

    @Test
    void greyIsTheLumaOfPillow() {
        // PIL.Image.fromarray([[[1, 2, 3], [4, 5, 6]]]).convert("L") has 2 and 5.
        Picture picture = Picture.decode("x.png", bytes(RGB), true);
        assertThat(picture.shape()).hasToString("1 x 2");
        assertThat(text(picture)).isEqualTo("2 5");
    }

    @Test
    void whatIsNoOpaqueImageIsRefused() {
        refused(bytes(TRANSPARENT), "x.png: has transparent pixels, expected opaque ones");
        refused(new byte[] {1, 2, 3}, "x.png: is no image, expected a PNG or JPEG");
        byte[] whole = bytes(RGB);
        refused(Arrays.copyOf(whole, whole.length - 30), "x.png: is damaged (");
        byte[] large = bytes(RGB);
        large[16] = 0x7f;
        refused(large, "x.png: is ");
    }

    private static void refused(byte[] file, String message) {
        assertThatThrownBy(() -> Picture.decode("x.png", file, false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(message)
                .message()
                .doesNotContain("\n");
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64.strip());
    }

    private static String text(Picture picture) {
        StringBuilder text = new StringBuilder();
        for (byte value : picture.values()) {
            text.append(text.isEmpty() ? "" : " ").append(value & 0xff);
        }
        return text.toString();
    }

    private static final String PALETTE =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAQMAAADO7O3JAAAABlBMVEUKFB4oMjzVG7TpAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5Erk"
                    + "Jggg==";
    private static final String GREY_PALETTE =
            "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABAQMAAADO7O3JAAAABlBMVEUKCgooKCh/R3NkAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5Erk"
                    + "Jggg==";

    private static final String JPEG =
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAIBAQEBAQIBAQECAgICAgQDAgICAgUEBAMEBgUGBgYFBgYGBwkI"
                    + "BgcJBwYGCAsICQoKCgoKBggLDAsKDAkKCgr/wAALCAAIAAgBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIE"
                    + "AwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNk"
                    + "ZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3"
                    + "+Pn6/9oACAEBAAA/APjOv//Z";
}
