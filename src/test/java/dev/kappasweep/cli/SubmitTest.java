package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        submit = Scripts.copy("submit", directory);
        Scripts.write(directory.resolve("spark/bin/spark-submit"), "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n");
        Files.createFile(directory.resolve("target/kappasweep-submit.jar"));
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
                        directory.toRealPath() + "/target/kappasweep-submit.jar",
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
