package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bit of small trials, with vectors of each width and OpenBLAS for each family of processors, in JVMs of their own. */
class PortabilityTest {
    private static final Path EXPECTED = Path.of("src/test/resources/golden/portable.txt");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"1, Nehalem", "2, Haswell", "3, Zen", "3, SkylakeX"})
    void everythingThatIsFoundIsTheSame(int avx, String openBlas) throws IOException, InterruptedException {
        assertThat(digests(List.of("-XX:UseAVX=" + avx), openBlas))
                .as("digests with -XX:UseAVX=%d and OPENBLAS_CORETYPE=%s", avx, openBlas)
                .isEqualTo(Files.readAllLines(EXPECTED));
    }

    /** The JDK's vectors too, which takes seconds a trial: of the ways through the arithmetic the shorter two. */
    @Test
    void interpretedCodeFindsTheSame() throws IOException, InterruptedException {
        List<String> leftOut = List.of("weights with a stored gradient", "autoencoder");
        assertThat(digests(List.of("-Xint"), "Haswell", "self-test", leftOut.get(0), leftOut.get(1)))
                .hasSize(2)
                .isEqualTo(ofSelfTest().stream()
                        .filter(line -> leftOut.stream().noneMatch(line::startsWith))
                        .toList());
    }

    /** And the JDK's vectors by plain Java, which is compiled. */
    @Test
    void interpretedKernelsFindTheSame() throws IOException, InterruptedException {
        List<String> options = List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=exclude,dev.kappasweep.*::*");
        assertThat(digests(options, "Haswell", "self-test")).isNotEmpty().isEqualTo(ofSelfTest());
    }

    private static List<String> ofSelfTest() throws IOException {
        return Files.readAllLines(EXPECTED).subList(0, SelfTest.trials().size());
    }

    /** At once, in place of computing for hours. */
    @Test
    void aProcessorWithoutFusedMultiplyAddIsRefused() throws IOException, InterruptedException {
        Path err = directory.resolve("err");
        assertThat(run(List.of("-XX:-UseFMA"), "Haswell", "refused")).isNotZero();
        assertThat(Files.readString(err, StandardCharsets.UTF_8))
                .contains("this machine does not compute as it should (no instructions for fused multiply-adds)");
    }

    private List<String> digests(List<String> options, String openBlas, String... arguments)
            throws IOException, InterruptedException {
        int code = run(options, openBlas, arguments);
        assertThat(code)
                .as(Files.readString(directory.resolve("err"), StandardCharsets.UTF_8))
                .isZero();
        return Files.readAllLines(directory.resolve("out"), StandardCharsets.UTF_8);
    }

    private int run(List<String> options, String openBlas, String... arguments)
            throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> Stream.of("-javaagent", "-agentlib", "-XX:UseAVX", "-XX:CompilerDirectivesFile")
                        .noneMatch(argument::startsWith))
                .forEach(command::add);
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), PortableTrials.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("OPENBLAS_CORETYPE", openBlas);
        return builder.start().waitFor();
    }
}
