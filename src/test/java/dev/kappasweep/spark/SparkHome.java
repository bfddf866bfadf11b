package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A SPARK_HOME as a distribution has it, with jars from Maven. */
final class SparkHome {
    private static final Path POM = Path.of("src/test/spark/pom.xml");

    /** Does what a distribution's spark-submit does: the launcher prints the command, words end by a NUL. */
    private static final String SPARK_SUBMIT = """
            #!/usr/bin/env bash
            set -euo pipefail
            command=()
            while IFS= read -r -d '' word; do
                command+=("$word")
            done < <("${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$SPARK_HOME/jars/*" \\
                org.apache.spark.launcher.Main org.apache.spark.deploy.SparkSubmit "$@")
            exec "${command[1]#$'\\n'}" "${command[@]:2}"
            """;

    private SparkHome() {}

    /**
     * Makes {@code home} and returns it.
     *
     * @param scala the version of Scala that {@code spark} links to
     * @param options for Maven
     */
    static Path make(Path home, String spark, String scala, String... options)
            throws IOException, InterruptedException {
        Path jars = Files.createDirectories(home.resolve("jars"));
        List<String> all = new ArrayList<>(List.of("-Dspark.version=" + spark, "-Dscala.version=" + scala));
        all.addAll(List.of(options));
        for (String jar : classPath(home, POM, all).split(File.pathSeparator, -1)) {
            Path file = Path.of(jar);
            Files.createSymbolicLink(jars.resolve(file.getFileName()), file);
        }
        Path script = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
        Files.writeString(script, SPARK_SUBMIT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    /** Of what a pom depends on. */
    static String classPath(Path temporary, Path pom, List<String> options) throws IOException, InterruptedException {
        Path list = Files.createTempFile(temporary, "classpath", ".txt");
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-q", "-f", pom.toString()));
        // Without it Maven would fill a directory called null, in the middle of the sources.
        command.add("-Dmaven.repo.local="
                + Objects.requireNonNull(System.getProperty("maven.repository"), "maven.repository is not set"));
        command.addAll(options);
        command.add("-Dmdep.outputFile=" + list.toAbsolutePath());
        command.add("dependency:build-classpath");
        Ended resolved = Ended.of(new ProcessBuilder(command), temporary, 8);
        assertThat(resolved.code()).as("%s: %s", command, resolved).isZero();
        return Files.readString(list).strip();
    }

    /** Makes a command use {@code home} and this JVM's Java. */
    static void use(Path home, ProcessBuilder builder) {
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    }
}
