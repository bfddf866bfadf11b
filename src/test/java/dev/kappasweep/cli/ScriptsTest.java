package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a script of jobs/ is called, it works in its own project and deletes nothing elsewhere. */
class ScriptsTest {
    @TempDir
    private Path directory = Path.of("");

    private Path project = Path.of("");
    private Path other = Path.of("");

    private record Result(int code, String out, String err) {}

    @BeforeEach
    void makeProjectsAndPrograms() throws IOException {
        project = directory.toRealPath().resolve("the project");
        Scripts.copy("kappasweep", project);
        Scripts.copy("submit", project);
        Scripts.copy("spark-home", project);
        other = directory.resolve("other");
        Files.createDirectories(other.resolve("target/classes"));
        Files.createFile(other.resolve("target/classes/Theirs.class"));
        Scripts.write(directory.resolve("jdk/bin/java"), """
                #!/usr/bin/env -S bash -p --
                if [[ $1 == -version ]]; then echo 'openjdk version "17.0.1"' >&2; else printf '%s\\n' "$@"; fi
                """);
        Scripts.write(directory.resolve("bin/mvn"), """
                #!/usr/bin/env -S bash -p --
                for f in kappasweep.jar kappasweep-submit.jar classpath.txt jvm-options.txt; do echo /a.jar > target/$f; done
                """);
        Scripts.write(directory.resolve("spark/bin/spark-submit"), """
                #!/usr/bin/env -S bash -p --
                printf '%s\\n' "$@"
                """);
    }

    static Stream<String> scripts() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("jobs"))) {
            return files
                    .filter(Files::isExecutable)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void copyOutsideOfTheProjectIsRefusedAndDeletesNothing(String name) throws Exception {
        Path copy = Scripts.copy(name, other);
        Files.writeString(other.resolve("pom.xml"), "<project><artifactId>theirs</artifactId></project>");

        Result result = run(directory, Map.of(), copy.toString(), "run", "x.yaml");

        assertThat(result)
                .isEqualTo(new Result(
                        2,
                        "",
                        name + ": " + other.toRealPath()
                                + " is no checkout of Kappasweep; link to this script in place of copying it\n"));
        assertThat(other.resolve("target/classes/Theirs.class")).exists();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void sourcedScriptLeavesTheShellAsItIs(String name) throws Exception {
        Path script = Scripts.copy(name, project);

        Result result = run(directory, Map.of(), "bash", "-c", ". \"$0\" run; echo $? $-", script.toString());

        assertThat(result).isEqualTo(new Result(0, "2 hBc\n", name + ": to be run, not sourced\n"));
    }

    @Test
    void linkToALinkBuildsAndCleansTheProjectAndNotWhereTheLinkIs() throws Exception {
        for (String name : List.of("submit", "kappasweep", "spark-home")) {
            deleteBuild();
            Path first = Files.createSymbolicLink(
                    Files.createDirectories(other.resolve("bin")).resolve(name), project.resolve("jobs/" + name));
            Path second = Files.createSymbolicLink(directory.resolve(name), directory.relativize(first));

            assertOwnProject(name, run(directory, Map.of(), second.toString(), "run", "x.yaml"));
        }
        assertThat(other.resolve("target/classes/Theirs.class")).exists();
        assertThat(other.resolve("target")).isDirectoryNotContaining("glob:**.jar");
    }

    @Test
    void variablesThatChangeBashDoNotMatter() throws Exception {
        Path noise = Files.writeString(directory.resolve("noise.sh"), "echo noise; set -f; cd /; cd() { false; }\n");
        // In posix mode bash does not read BASH_ENV.
        List<Map<String, String>> environments = List.of(
                Map.of("CDPATH", ".", "BASH_ENV", noise.toString(), "BASH_FUNC_cd%%", "() { echo noise; }"),
                Map.of("CDPATH", ".", "POSIXLY_CORRECT", "1", "GREP_OPTIONS", "--invert-match"));
        for (Map<String, String> environment : environments) {
            for (String name : List.of("submit", "kappasweep", "spark-home")) {
                deleteBuild();
                assertOwnProject(name, run(project, environment, "jobs/" + name, "run", "x.yaml"));
            }
        }
    }

    @Test
    void directoryNamedLikeAnOptionIsADirectory() throws Exception {
        project = Files.move(project, directory.toRealPath().resolve("-n"));
        for (String name : List.of("submit", "kappasweep", "spark-home")) {
            deleteBuild();
            assertOwnProject(name, run(directory, Map.of(), "-n/jobs/" + name, "run", "x.yaml"));
            assertOwnProject(name, run(project.resolve("jobs"), Map.of("PATH", "."), "env", name, "run", "x.yaml"));
        }
    }

    @Test
    void projectThatNoClassPathCanHoldIsRefused() throws Exception {
        Path script = Scripts.copy("submit", directory.resolve("a:b"));

        assertThat(run(directory, Map.of(), script.toString(), "run"))
                .isEqualTo(new Result(
                        2,
                        "",
                        "submit: a class path cannot hold "
                                + directory.toRealPath().resolve("a:b")
                                + "; move the checkout to a directory without a colon\n"));
    }

    @Test
    void asciiLocaleBecomesOneThatNamesOfFilesCanBeReadIn() throws Exception {
        Scripts.write(directory.resolve("jdk/bin/java"), """
                #!/usr/bin/env -S bash -p --
                if [[ $1 == -version ]]; then echo 'openjdk version "17.0.1"' >&2; else locale charmap; fi
                """);
        run(directory, Map.of(), project + "/jobs/kappasweep", "plan");

        assertThat(run(directory, Map.of("LC_ALL", "C"), project + "/jobs/kappasweep", "plan"))
                .isEqualTo(new Result(0, "UTF-8\n", ""));
    }

    @Test
    void clusterInAnAllocationIsNotStartedOutsideOfOne() throws Exception {
        String slurm = Scripts.copy("slurm", project).toString();
        assertThat(run(directory, Map.of("SLURM_JOB_ID", ""), slurm, "run", "x.yaml"))
                .isEqualTo(new Result(
                        2, "", "slurm: SLURM_JOB_ID is not set; start it in an allocation, by sbatch or salloc\n"));
        assertThat(run(directory, Map.of(), slurm, "tables").err()).startsWith("Usage: jobs/slurm ");
    }

    @Test
    void closedStandardOutputIsToldBeforeAnythingIsDone() throws Exception {
        String launcher = project + "/jobs/kappasweep";
        assertThat(run(directory, Map.of(), "bash", "-c", "\"$0\" plan >&-", launcher))
                .isEqualTo(new Result(3, "", "kappasweep: standard output is closed\n"));
    }

    @Test
    void chaosDeletesNoDirectoryThatIsNotItsOwn() throws Exception {
        Path script = Scripts.copy("chaos", project);

        Result result = run(directory, Map.of(), script.toString(), "--dir", other.toString());

        assertThat(result)
                .isEqualTo(new Result(
                        2,
                        "",
                        "chaos: " + other
                                + " was not made by jobs/chaos, and would be deleted; expected a new directory\n"));
        assertThat(other.resolve("target/classes/Theirs.class")).exists();
    }

    @Test
    void kernelGoesToTheDirectoryThatTheCallerMeans() throws Exception {
        Path script = Scripts.copy("jupyter-kernel", project);
        String replaced = "org/rapaio/jupyter/kernel/channels/LoopThread";
        Path source = Path.of("src/jupyter/java", replaced + ".java");
        Files.createDirectories(project.resolve(source).getParent());
        Files.copy(source, project.resolve(source));
        Scripts.write(
                directory.resolve("jdk/bin/javac"),
                "#!/usr/bin/env bash\nexec '" + System.getProperty("java.home") + "/bin/javac' \"$@\"\n");
        Scripts.write(directory.resolve("bin/mvn"), """
                #!/usr/bin/env -S bash -p --
                mkdir -p target/jupyter
                for f in classpath.txt jvm-options.txt; do echo /a.jar > target/$f; done
                { printf 'PK\\005\\006'; head -c 18 /dev/zero; } > target/kappasweep.jar  # a jar without files
                """);

        Result result = run(directory, Map.of(), script.toString(), "my kernels");

        assertThat(result.out())
                .as(result.err())
                .isEqualTo(directory.toRealPath().resolve("my kernels/kernels/kappasweep-java") + "\n");
        assertThat(directory.resolve("my kernels/kernels/kappasweep-java/kernel.json"))
                .exists();
        assertThat(project.resolve("target/jupyter").resolve(replaced + ".class"))
                .exists();
        Path provider =
                Path.of("target/jupyter/META-INF/services", "org.rapaio.jupyter.kernel.display.spi.DisplayProvider");
        String named = Files.readString(project.resolve(provider)).strip();
        assertThat(Path.of("src/jupyter/java", named.replace('.', '/') + ".java"))
                .as("what shows tables and figures")
                .exists();
        assertThat(project.resolve("target/jupyter/class-path.txt"))
                .content()
                .as("the directory with the class that is replaced comes first")
                .startsWith("-cp \"" + project.toRealPath() + "/target/jupyter:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kappasweep", "submit", "local-cluster"})
    void javaOfAnotherVersionIsRefusedInOneLineBeforeAnythingIsBuilt(String name) throws Exception {
        java11();
        Path script = Scripts.copy(name, project);
        Path built = Files.createDirectories(project.resolve("target/classes")).resolve("Built.class");
        Files.createFile(built);

        Result result = run(directory, Map.of(), script.toString(), name.equals("local-cluster") ? "start" : "run");

        assertThat(result)
                .isEqualTo(new Result(
                        2,
                        "",
                        name + ": " + directory.resolve("jdk/bin/java")
                                + " is Java 11; install a JDK 17 to 25, or set JAVA_HOME to one\n"));
        assertThat(built).exists();
    }

    @Test
    void distributionWithSettingsOfItsOwnMayChooseItsJava() throws Exception {
        java11();
        Files.createFile(
                Files.createDirectories(directory.resolve("spark/conf")).resolve("spark-env.sh"));

        assertOwnProject("submit", run(directory, Map.of(), project + "/jobs/submit", "run", "x.yaml"));
    }

    private void java11() throws IOException {
        Scripts.write(directory.resolve("jdk/bin/java"), """
                #!/usr/bin/env -S bash -p --
                echo 'openjdk version "11.0.25" 2024-10-15' >&2
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kappasweep", "submit"})
    void buildByAUserWithoutTheRightToIsRefusedInOneLine(String name) throws Exception {
        String expected = name + ": it has to be built, and this user cannot write " + directory.toRealPath()
                + "/the project/target; build it as a user who can\n";
        Scripts.write(directory.resolve("bin/rm"), """
                #!/usr/bin/env -S bash -p --
                for f in One Two; do echo "rm: cannot remove 'target/classes/$f.class': Permission denied" >&2; done
                exit 1
                """);
        Result cannotDelete = run(directory, Map.of(), project + "/jobs/" + name, "run", "x.yaml");
        Files.delete(project.resolve("target"));
        Files.createFile(project.resolve("target"));
        Result cannotCreate = run(directory, Map.of(), project + "/jobs/" + name, "run", "x.yaml");

        assertThat(List.of(cannotDelete, cannotCreate)).containsOnly(new Result(3, "", expected));
    }

    private void assertOwnProject(String name, Result result) {
        String expected = switch (name) {
            case "submit" -> "\n" + project + "/target/kappasweep-submit.jar\nrun\nx.yaml\n";
            case "kappasweep" ->
                "\n" + project + "/target/kappasweep.jar:/a.jar\ndev.kappasweep.cli.Main\nrun\nx.yaml\n";
            default -> project + "/target/spark-home\n";
        };
        assertThat(result.out())
                .as(name + ": " + result.err())
                .endsWith(expected)
                .doesNotContain("noise");
        assertThat(result.code()).isZero();
    }

    private void deleteBuild() throws IOException {
        for (String file : List.of("kappasweep.jar", "kappasweep-submit.jar", "classpath.txt", "jvm-options.txt")) {
            Files.deleteIfExists(project.resolve("target").resolve(file));
        }
    }

    private Result run(Path where, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().put("SPARK_HOME", directory.resolve("spark").toString());
        builder.environment().merge("PATH", directory.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
        environment.forEach((name, value) -> builder.environment()
                .merge(name, value, (old, added) -> name.equals("PATH") ? added + ":" + old : added));
        int code = builder.start().waitFor();
        return new Result(code, Files.readString(out), Files.readString(err));
    }
}
