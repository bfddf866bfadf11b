package dev.kappasweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coverage-guided fuzzing of everything that reads files, by Jazzer in a JVM of 256 MB, for a few seconds each and from the
 * seeds in src/test/resources/fuzz. More seconds: {@code mvn test -Dtest=FuzzTest -Dfuzz.seconds=600}.
 */
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 1);
    private static final int LONGEST_INPUT = 4096;
    // The first one loads all classes.
    private static final int LONGEST_SECONDS_OF_ONE_INPUT = 20;
    private static final String JSON = "jackson-(core|databind|annotations)";
    private static final String ND4J =
            JSON + "|javacpp|openblas|jna|nd4j-(api|native|common|buffer)|slf4j-|commons-(io|lang3|math3)";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "data.IdxFuzz, idx, dev.kappasweep.data.**, none",
        "data.Cifar10Fuzz, cifar10, dev.kappasweep.data.**, none",
        "conf.SweepFileFuzz, sweep-file, dev.kappasweep.conf.**:org.yaml.snakeyaml.**, snakeyaml",
        "trial.CheckpointFuzz, checkpoint, dev.kappasweep.trial.**:dev.kappasweep.linalg.**, " + ND4J,
        "weights.NpzFuzz, npz, dev.kappasweep.weights.**, none",
        "results.ManifestFuzz, manifest, dev.kappasweep.results.**:dev.kappasweep.sweep.**, " + JSON
    })
    void anyBytesAreReadOrRefused(String target, String seeds, String instrumented, String libraries) throws Exception {
        Path log = directory.resolve("log.txt");
        Process process = new ProcessBuilder(command(target, seeds, instrumented, libraries))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean hasEnded = process.waitFor(SECONDS + 120L, TimeUnit.SECONDS);
        process.destroyForcibly();
        String said = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(hasEnded).as(said).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("stat::number_of_executed_units: ").doesNotContain("number_of_executed_units: 0\n");
    }

    private List<String> command(String target, String seeds, String instrumented, String libraries)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                Files.readString(Path.of("target/jvm-options.txt")).strip().split("\\s+", -1)));
        command.addAll(List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1", // most of the time is the loading of instrumented classes
                "-XX:+UseSerialGC",
                "-cp",
                classPath(libraries),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=dev.kappasweep." + target,
                "--instrumentation_includes=" + instrumented,
                "--custom_hook_includes=" + instrumented,
                "-max_total_time=" + SECONDS,
                "-timeout=" + LONGEST_SECONDS_OF_ONE_INPUT,
                "-max_len=" + LONGEST_INPUT,
                "-rss_limit_mb=2048",
                "-print_final_stats=1",
                Files.createDirectory(directory.resolve("corpus")).toString(),
                Path.of("src/test/resources/fuzz", seeds).toAbsolutePath().toString()));
        return command;
    }

    /** With what the target needs and no more: Jazzer scans all of it several times. */
    private static String classPath(String libraries) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.endsWith(".jar") || entry.matches(".*/(jazzer|" + libraries + ")[^/]*[.]jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
