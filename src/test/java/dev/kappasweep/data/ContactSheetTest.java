package dev.kappasweep.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactSheetTest {
    private final LabelledImages three =
            new LabelledImages(1, 2, new byte[] {0, 10, 20, 100, (byte) 200, (byte) 255}, new byte[] {0, 1, 2});

    @TempDir
    private Path directory;

    @Test
    void imagesStandRowByRowWithTheirOwnGreys() throws IOException {
        Path file = directory.resolve("sheet.png");

        ContactSheet.write(three, 2, file);

        assertThat(greys(file)).isDeepEqualTo(new int[][] {
            {64, 64, 64, 64, 64, 64, 64},
            {64, 0, 10, 64, 20, 100, 64},
            {64, 64, 64, 64, 64, 64, 64},
            {64, 200, 255, 64, 64, 64, 64},
            {64, 64, 64, 64, 64, 64, 64},
        });
    }

    @Test
    void coloursStandInTheirOwnChannels() throws IOException {
        Path file = directory.resolve("sheet.png");
        byte[] pixels = {10, 20, 30, 40, 50, 60};
        ContactSheet.write(new LabelledImages(3, 1, 2, pixels, new byte[1]), 1, file);
        BufferedImage image = ImageIO.read(file.toFile());
        assertThat(image.getRGB(1, 1)).isEqualTo(0xff0a1e32);
        assertThat(image.getRGB(2, 1)).isEqualTo(0xff14283c);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xff404040);
    }

    @Test
    void imagesThatDoNotFitAreLeftOut() throws IOException {
        Path file = directory.resolve("sheet.png");
        ContactSheet.write(three, 1, file);
        assertThat(greys(file)).hasDimensions(3, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_000_000})
    void numberThatGivesNoPictureIsRefused(int perSide) {
        assertThatThrownBy(() -> ContactSheet.write(three, perSide, directory.resolve("sheet.png")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(perSide + " images per side");
    }

    @Test
    void placeThatCannotBeWrittenIsNamed() {
        Path file = directory.resolve("absent/sheet.png");
        assertThatThrownBy(() -> ContactSheet.write(three, 2, file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": cannot be written");
    }

    private static int[][] greys(Path file) throws IOException {
        BufferedImage image = ImageIO.read(file.toFile());
        int[][] greys = new int[image.getHeight()][image.getWidth()];
        for (int y = 0; y < greys.length; y++) {
            for (int x = 0; x < greys[y].length; x++) {
                greys[y][x] = image.getRaster().getSample(x, y, 0);
            }
        }
        return greys;
    }
}
