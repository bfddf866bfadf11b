package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs jobs/kappasweep in a project of empty files, with a java and a mvn that only tell how they were called. */
class LauncherTest {
    @TempDir
    private Path directory = Path.of("");

    private Path project = Path.of("");
    private Path launcher = Path.of("");

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void makeProject() throws IOException {
        project = directory.resolve("the project");
        launcher = Scripts.copy("kappasweep", project);
        java("17.0.1", "exit 0");
        mvn("for f in kappasweep.jar classpath.txt jvm-options.txt; do echo made > target/$f; done");
    }

    @Test
    void projectThatIsNotBuiltIsBuiltOnce() throws Exception {
        assertThat(run("plan")).isEqualTo(new Result(0, "", "kappasweep: building...\n"));
        assertThat(run("plan")).isEqualTo(new Result(0, "", ""));
    }

    @Test
    void changedSourceIsBuiltAgain() throws Exception {
        run("plan");
        Path source = Files.createFile(project.resolve("src/main/New.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(run("plan").err()).isEqualTo("kappasweep: building...\n");
    }

    @Test
    void errorsOfTheBuildAreShown() throws Exception {
        mvn("echo '[ERROR] no semicolon'; exit 1");

        assertThat(run("plan"))
                .isEqualTo(new Result(
                        3,
                        "",
                        "kappasweep: building...\n[ERROR] no semicolon\nkappasweep: the build failed, see above\n"));
    }

    @Test
    void argumentsWithSpacesAndTheExitCodePassThrough() throws Exception {
        java("21", "printf '<%s>' \"${@: -2}\"; exit 130");

        assertThat(run("plan", "my file.yaml"))
                .isEqualTo(new Result(130, "<plan><my file.yaml>", "kappasweep: building...\n"));
    }

    @Test
    void launcherWorksThroughSymbolicLinks() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("a link"), Path.of("the project/jobs/kappasweep"));
        Path other = Files.createSymbolicLink(directory.resolve("other link"), link);

        assertThat(execute(other, "plan").code()).isZero();
        assertThat(project.resolve("target/kappasweep.jar")).exists();
    }

    @Test
    void warningOfTheIncubatingModuleIsDroppedAndNothingElse() throws Exception {
        run("plan");
        java("17.0.1", """
                echo 'Picked up JAVA_TOOL_OPTIONS: -Dx' >&2
                echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2
                printf 'one\\rtwo\\nWARNING: Using incubator modules: jdk.incubator.vector\\nrest' >&2
                """);

        assertThat(run("plan").err())
                .isEqualTo("Picked up JAVA_TOOL_OPTIONS: -Dx\none\rtwo\n"
                        + "WARNING: Using incubator modules: jdk.incubator.vector\nrest");
    }

    @Test
    void messageOfAJavaThatDoesNotStartIsShown() throws Exception {
        run("plan");
        java("17.0.1", "printf 'Unrecognized option' >&2; exit 1");

        assertThat(run("plan")).isEqualTo(new Result(1, "", "Unrecognized option"));
    }

    @Test
    void javaOfAnotherVersionOrNoneIsRefusedBeforeTheBuild() throws Exception {
        for (String version : List.of("11.0.2", "16", "26-ea", "1.8.0_392")) {
            java(version, "exit 0");
            assertThat(run("plan"))
                    .isEqualTo(new Result(
                            2,
                            "",
                            "kappasweep: " + javaHome() + "/bin/java is Java " + version.split("[.-]", 2)[0]
                                    + "; install a JDK 17 to 25, or set JAVA_HOME to one\n"));
        }
        Files.delete(javaHome().resolve("bin/java"));
        assertThat(run("plan").err()).startsWith("kappasweep: no " + javaHome()).endsWith("JAVA_HOME to one\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, x86_64, linux-x86_64",
        "Linux, aarch64, linux-arm64",
        "Darwin, arm64, macosx-arm64",
        "Darwin, x86_64, macosx-x86_64"
    })
    void nativeLibrariesAreThoseOfTheMachine(String system, String machine, String platform) throws Exception {
        Scripts.write(
                directory.resolve("bin/uname"),
                "#!/usr/bin/env bash\n[[ $1 == -m ]] && echo %s || echo %s\n".formatted(machine, system));
        mvn("printf '%s\\n' \"$@\" | grep javacpp; exit 1");

        assertThat(run("plan").err()).contains("\n-Djavacpp.platform=" + platform + "\n");
    }

    private Path javaHome() {
        return directory.resolve("a jdk");
    }

    private void java(String version, String body) throws IOException {
        Scripts.write(javaHome().resolve("bin/java"), """
                #!/usr/bin/env bash
                if [[ $1 == -version ]]; then
                    echo 'openjdk version "%s" 2021-10-19' >&2
                    exit 0
                fi
                %s
                """.formatted(version, body));
    }

    private void mvn(String body) throws IOException {
        Scripts.write(directory.resolve("bin/mvn"), "#!/usr/bin/env bash\n" + body + "\n");
    }

    private Result run(String... arguments) throws IOException, InterruptedException {
        return execute(launcher, arguments);
    }

    private Result execute(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectOutput(out.toFile());
        builder.environment().put("JAVA_HOME", javaHome().toString());
        builder.environment().merge("PATH", directory.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        Process process = builder.start();
        // To its end, which is that of the filter of standard error: it may write longer than the launcher runs.
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), Files.readString(out, StandardCharsets.UTF_8), err);
    }
}
