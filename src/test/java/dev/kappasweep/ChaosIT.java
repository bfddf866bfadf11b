package dev.kappasweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short version of jobs/chaos: kills drivers, fills a disk, interrupts, and compares tables. ExecutorLossTest kills executors. */
class ChaosIT {
    @TempDir
    private Path temporary;

    @Test
    void nothingIsLost() throws IOException, InterruptedException {
        Path output = temporary.resolve("output");
        Process chaos = new ProcessBuilder(
                        "jobs/chaos",
                        "--short",
                        "--parts",
                        "driver,lock,disk",
                        "--dir",
                        temporary.resolve("chaos").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!chaos.waitFor(8, TimeUnit.MINUTES)) {
            chaos.destroy();
        }
        assertThat(chaos.waitFor()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("chaos: 0 things lost");
    }
}
