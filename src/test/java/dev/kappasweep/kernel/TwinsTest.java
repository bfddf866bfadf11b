package dev.kappasweep.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The Vector API has a type for each precision and none for both, so one class is written twice: what is mended in one is in both. */
class TwinsTest {
    private static final Path KERNEL = Path.of("src/main/java/dev/kappasweep/kernel");

    @Test
    void productsOfDoublesAreThoseOfFloatsWithAnotherType() throws IOException {
        String floats = Files.readString(KERNEL.resolve("FloatProducts.java"));
        String doubles = Files.readString(KERNEL.resolve("DoubleProducts.java"));
        assertThat(doubles).isEqualTo(floats.replace("Float", "Double").replace("float", "double"));
    }
}
