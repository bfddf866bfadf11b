package dev.kappasweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes a release archive of a project of a few small files. */
class ReleaseTest {
    /** In place of the program, what the archive asks it for. */
    private static final String MAIN = """
            package dev.kappasweep.cli;
            import java.nio.file.*;
            public final class Main {
                public static void main(String[] arguments) throws Exception {
                    if (arguments[0].equals("man")) {
                        Path pages = Files.createDirectories(Path.of(arguments[2]));
                        Files.writeString(pages.resolve("kappasweep.1"), "a page");
                    } else {
                        System.out.println(String.join(" ", arguments));
                    }
                }
            }
            """;

    @TempDir
    private Path project = Path.of("");

    @Test
    void archiveHasTheLibrariesOfOnePlatformAndADigest() throws Exception {
        makeProject();

        assertThat(run("tar", "-xf", archive(), "-C", project.toString())).isEmpty();
        Path home = project.resolve("kappasweep-1.2-linux-x86_64");
        assertThat(Files.readString(home.resolve("lib/classpath.txt")))
                .isEqualTo("kappasweep.jar:a.jar:netty-tcnative-boringssl-static-2-linux-x86_64.jar\n");
        try (JarFile jar = new JarFile(home.resolve("lib/a.jar").toFile())) {
            assertThat(jar.getEntry("file.txt").getMethod()).isEqualTo(ZipEntry.STORED);
            assertThat(jar.getInputStream(jar.getEntry("file.txt"))).hasContent("text of a.jar");
        }
        assertThat(home.resolve("conf/quickstart.yaml")).exists();
        assertThat(home.resolve("bom.json")).exists();
        assertThat(home.resolve("share/man/man1/kappasweep.1")).hasContent("a page");
        assertThat(home.resolve("share/bash-completion/completions/kappasweep")).hasContent("completion bash");
        assertThat(home.resolve("share/fish/vendor_completions.d/kappasweep.fish"))
                .hasContent("completion fish");
        assertThat(home.resolve("bin/kappasweep")).isExecutable().isSymbolicLink();
        assertThat(run("bash", "-c", "cd target/release && sha256sum -c *.sha256"))
                .contains(": OK");
    }

    @Test
    void sameFilesGiveTheSameArchive() throws Exception {
        makeProject();
        byte[] first = Files.readAllBytes(Path.of(archive()));
        assertThat(Files.readAllBytes(Path.of(archive()))).isEqualTo(first);
    }

    private String archive() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String source = Path.of("src/release/Archive.java").toAbsolutePath().toString();
        String said = run(java, source, "1.2", "linux-x86_64");
        assertThat(said).endsWith("kappasweep-1.2-linux-x86_64.tar.xz: 0 MB\n");
        return project.resolve("target/release/kappasweep-1.2-linux-x86_64.tar.xz")
                .toString();
    }

    private void makeProject() throws IOException, InterruptedException {
        List<String> files = List.of(
                "conf/quickstart.yaml",
                "docs/a.md",
                "src/test/resources/results/version-4/sweep.json",
                "LICENSE",
                "NOTICE",
                "README.md",
                "CHANGELOG.md",
                "CITATION.cff",
                "target/bom.json",
                "jobs/project.sh");
        for (String file : files) {
            write(file, file);
        }
        write("target/jvm-options.txt", "-Xshare:auto\n");
        write("jobs/kappasweep", "#!/bin/sh\n");
        assertThat(project.resolve("jobs/kappasweep").toFile().setExecutable(true))
                .isTrue();
        Stream<String> jars = Stream.of(
                "a.jar",
                "rocksdbjni-9.jar",
                "netty-tcnative-boringssl-static-2-linux-x86_64.jar",
                "netty-tcnative-boringssl-static-2-osx-aarch_64.jar");
        write("target/classpath.txt", String.join(":", jars.map(this::jar).toList()) + "\n");
        Path program = Path.of(jar("target/kappasweep.jar"));
        write("target/classes/Main.java", MAIN);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                project.resolve("target/classes/Main.java").toString(),
                                "-d",
                                program + ".d"))
                .isZero();
        assertThat(run(
                        Path.of(System.getProperty("java.home"), "bin", "jar").toString(),
                        "uf",
                        program.toString(),
                        "-C",
                        program + ".d",
                        "dev"))
                .isEmpty();
    }

    private String jar(String name) {
        Path file = project.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new ZipEntry("file.txt"));
            out.write(("text of " + name).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file.toString();
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(project.resolve(file).resolve("..").normalize());
        Files.writeString(project.resolve(file), text);
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
