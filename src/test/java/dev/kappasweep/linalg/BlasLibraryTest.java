package dev.kappasweep.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, since what OpenBLAS has bound before and after it is asked what it is decides over that JVM's life. */
class BlasLibraryTest {
    private static final int SIZE = 200;

    /** More products than the library has buffers. */
    private static final int PRODUCTS = 2_000;

    static final class AsksBetweenTwoUses {
        public static void main(String[] arguments) {
            Blas.useOneThread();
            try (Matrix a = Matrix.zeros(Precision.FLOAT64, 20, 50);
                    Matrix b = Matrix.zeros(Precision.FLOAT32, SIZE, SIZE);
                    Matrix product = Matrix.zeros(Precision.FLOAT32, SIZE, SIZE)) {
                a.set(0, 1);
                Spectrum.of(a);
                System.out.println(Blas.description());
                for (int i = 0; i < PRODUCTS; i++) {
                    Blas.multiply(1, b, b, 0, product);
                    Spectrum.of(a);
                }
            }
        }
    }

    @Test
    void askingForItsNameLeavesItsBuffersAlone() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AsksBetweenTwoUses.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output).contains("OpenBLAS").doesNotContain("unallocation");
    }
}
