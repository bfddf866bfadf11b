package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs jobs/submit in a project of empty files, with a spark-submit that only tells how it was called. */
class SubmitTest {
    @TempDir
    private Path directory = Path.of("");

    private Path submit = Path.of("");

    @BeforeEach
    void makeProjectAndSpark() throws IOException {
        Files.createDirectories(directory.resolve("src/main"));
        Files.createFile(directory.resolve("pom.xml"));
        Files.createDirectories(directory.resolve("target"));
        submit = script("jobs/submit", Files.readString(Path.of("jobs/submit")));
        script("spark/bin/spark-submit", "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n");
        Files.createFile(directory.resolve("target/kappasweep-submit.jar"));
    }

    private Path script(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(submit.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("SPARK_HOME", directory.resolve("spark").toString());
        assertThat(builder.start().waitFor()).isZero();
        return Files.readAllLines(out);
    }

    @Test
    void settingsOfSecurityReachSparkAndTheRestTheProgram() throws Exception {
        List<String> called = run(
                "--properties-file",
                "a secure.conf",
                "--conf",
                "spark.authenticate=true",
                "--conf",
                "spark.network.crypto.enabled=true",
                "run",
                "conf/table1.yaml",
                "--out",
                "runs/a b");
        assertThat(called)
                .containsSubsequence(
                        "--properties-file",
                        "a secure.conf",
                        "--conf",
                        "spark.authenticate=true",
                        "--conf",
                        "spark.network.crypto.enabled=true",
                        directory.resolve("jobs/..").toRealPath() + "/target/kappasweep-submit.jar",
                        "run",
                        "conf/table1.yaml",
                        "--out",
                        "runs/a b");
    }

    @Test
    void doctorIsSubmittedAsWell() throws Exception {
        assertThat(run("--master", "spark://a-host:7077", "doctor", "--json"))
                .containsSubsequence("--master", "spark://a-host:7077", "doctor", "--json");
    }
}
