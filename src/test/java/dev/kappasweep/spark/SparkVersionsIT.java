package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.TrialStatus;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The submitted jar on every Spark that is supported and the last that is not, each with its own jars from Maven. */
class SparkVersionsIT {
    /** The versions of Spark and those of Scala that they link to. */
    private static final Map<String, String> SCALA_BY_SPARK =
            new TreeMap<>(Map.of("3.5.6", "2.13.8", "4.0.1", "2.13.16", "4.1.0", "2.13.17", "4.2.0", "2.13.18"));

    private static final Path JARS_POM = Path.of("src/test/spark/pom.xml");

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

    private record Result(int code, List<String> err) {}

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void theSubmittedJarTrainsTheSameBitsOnEverySparkAndIsRefusedWhereItOrJavaDoesNotFit() throws Exception {
        Map<String, Map<String, String>> digests = new LinkedHashMap<>();
        for (String spark : SCALA_BY_SPARK.keySet()) {
            Path out = temporary.resolve("run " + spark);
            Result result = submit(home(spark), out);
            Optional<String> problem = Platform.problem(Runtime.version().feature(), spark);
            if (problem.isPresent()) {
                assertThat(result.code()).as(spark).isEqualTo(2);
                assertThat(result.err())
                        .filteredOn(line -> line.startsWith("kappasweep:"))
                        .containsExactly("kappasweep: " + problem.get());
                assertThat(out).doesNotExist();
            } else {
                assertThat(result.code()).as("%s: %s", spark, result.err()).isZero();
                digests.put(spark, digests(out, spark));
            }
        }
        assertThat(digests).isNotEmpty();
        assertThat(digests.values())
                .as("weights by trial and Spark")
                .allMatch(digests.values().iterator().next()::equals);
    }

    private static Map<String, String> digests(Path out, String spark) {
        List<TrialRow> trials = ResultStore.read(out).trials();
        assertThat(trials).hasSize(4).allMatch(row -> row.status() == TrialStatus.COMPLETED);
        assertThat(trials).extracting(TrialRow::spark).containsOnly(spark);
        Map<String, String> digests = new TreeMap<>();
        trials.forEach(row -> digests.put(row.spec().id().toString(), row.weightsSha256()));
        return digests;
    }

    /** A SPARK_HOME with the jars of one version. */
    private Path home(String spark) throws IOException, InterruptedException {
        Path home = Files.createDirectories(temporary.resolve("spark " + spark));
        Path list = home.resolve("classpath.txt");
        Result resolved = run(new ProcessBuilder(
                "mvn",
                "-B",
                "-q",
                "-f",
                JARS_POM.toString(),
                "-Dmaven.repo.local=" + System.getProperty("maven.repository"),
                "-Dspark.version=" + spark,
                "-Dscala.version=" + SCALA_BY_SPARK.get(spark),
                "-Dmdep.outputFile=" + list.toAbsolutePath(),
                "dependency:build-classpath"));
        assertThat(resolved.code())
                .as("jars of Spark %s: %s", spark, resolved.err())
                .isZero();
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String jar : Files.readString(list).strip().split(File.pathSeparator, -1)) {
            Path file = Path.of(jar);
            Files.createSymbolicLink(jars.resolve(file.getFileName()), file);
        }
        Path script = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
        Files.writeString(script, SPARK_SUBMIT);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private Result submit(Path home, Path out) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(FourTrials.submitted(out, "--master", "local[2]"));
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return run(builder);
    }

    private Result run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path err = Files.createTempFile(temporary, "err", ".txt");
        Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(8, TimeUnit.MINUTES)) {
            process.destroy();
        }
        return new Result(process.waitFor(), Files.readAllLines(err));
    }
}
