package dev.kappasweep;

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

/** What anybody trained before, anybody trains again: whatever changes these digests makes another objective version. */
class GoldenDigestsTest {
    @TempDir
    private Path directory;

    /** In a Java of its own, with OpenBLAS as it would be on an old processor; all seeds of the quickstart: ReadmeTest. */
    @Test
    void weightsHaveTheBitsThatTheyHadBefore() throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("OPENBLAS_CORETYPE", "Nehalem");
        int code = builder.start().waitFor();
        assertThat(code).as(Files.readString(err, StandardCharsets.UTF_8)).isZero();
        assertThat(Files.readAllLines(out, StandardCharsets.UTF_8))
                .as("weights with Java %s", Runtime.version())
                .isEqualTo(GoldenDigests.pinned(line -> line.contains(" seed 1 ")));
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> Stream.of("-javaagent", "-agentlib", "-XX:CompilerDirectivesFile")
                        .noneMatch(argument::startsWith))
                .forEach(command::add);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), GoldenDigests.class.getName(), "axes.seed=1"));
        return command;
    }
}
