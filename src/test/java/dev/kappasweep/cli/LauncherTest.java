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

    @Test
    void buildSaysHowMuchItHasFetched() throws Exception {
        mvn("""
                echo 'Downloaded from central: https://example.org/a.jar (60 MB at 9.1 MB/s)'
                echo '[INFO] Downloaded from central: https://example.org/b.jar (600 kB at 9.1 MB/s)'
                echo 'Downloaded from central: https://example.org/c.jar (51.2 MB at 9.1 MB/s)'
                for f in kappasweep.jar classpath.txt jvm-options.txt; do echo made > target/$f; done
                """);
        assertThat(run("plan").err()).isEqualTo("""
                        kappasweep: building...
                        kappasweep: fetched 60 MB of about 530 MB of libraries
                        kappasweep: fetched 111 MB of about 530 MB of libraries
                        """);
    }

    @Test
    void buildFetchesNoLibrariesOfTestsAndMakesNoJarForClusters() throws Exception {
        mvn("printf '%s\\n' \"$@\"; exit 1");
        assertThat(run("plan").err()).contains("\n-Dmaven.test.skip=true\n", "\n-Dsubmit.phase=none\n");
    }

    @ParameterizedTest
    @CsvSource({"tables, true", "plan, true", "run, false", "verify, false", "bench, false"})
    void onlyVerbsThatComputeNothingDoWithoutTheSecondCompiler(String verb, boolean isShort) throws Exception {
        run("plan");
        java("17.0.1", "printf '%s\\n' \"$@\"");
        assertThat(run(verb).out().lines().anyMatch("-XX:TieredStopAtLevel=1"::equals))
                .isEqualTo(isShort);
    }

    @Test
    void javaStartsFromTheArchiveOfClassesThatWasMadeWithTheBuild() throws Exception {
        java("17.0.1", """
                for o; do case $o in
                    -XX:ArchiveClassesAtExit=*) echo archive > "${o#*=}" ;;
                    -XX:SharedArchiveFile=*) cat "${o#*=}" ;;
                esac; done
                """);
        assertThat(run("plan").out()).isEqualTo("archive\n");
        assertThat(run("tables").out()).isEqualTo("archive\n");
    }

    /** No Maven, no sources, and a name with what sed would take for its own. */
    @Test
    void releaseStartsFromItsOwnLibraries() throws Exception {
        Path home = directory.resolve("a release & more");
        Path release = Scripts.copy("kappasweep", home);
        Files.delete(home.resolve("pom.xml"));
        Files.createDirectories(home.resolve("lib"));
        for (String file : List.of("kappasweep.jar", "jvm-options.txt")) {
            Files.writeString(home.resolve("lib").resolve(file), "made");
        }
        Files.writeString(home.resolve("lib/classpath.txt"), "kappasweep.jar:a.jar\n");
        mvn("echo built >&2");
        java("17.0.1", "while [[ $1 != -cp ]]; do shift; done; printf '%s' \"$2\"");

        Result result = execute(release, "tables");

        assertThat(result.out()).isEqualTo(home.resolve("lib/kappasweep.jar") + ":" + home.resolve("lib/a.jar"));
        assertThat(result.err())
                .isEqualTo("kappasweep: the first start with this Java, which takes some seconds more...\n");
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
