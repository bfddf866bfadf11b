package dev.kappasweep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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

    private record Result(int code, List<String> out, String err) {}

    private List<String> run(String... arguments) throws IOException, InterruptedException {
        Result result = submit(arguments);
        assertThat(result.code()).as(result.err()).isZero();
        return result.out();
    }

    private Result submit(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(submit.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out.txt");
        Path err = directory.resolve("err.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().put("SPARK_HOME", directory.resolve("spark").toString());
        builder.environment().remove("SPARK_CONF_DIR");
        return new Result(builder.start().waitFor(), Files.readAllLines(out), Files.readString(err));
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

    private static final String TEXT = "name: mine\n# größer\n".repeat(500);

    /** The script of a verb that the end of a sweep calls. */
    private void makeSweepFileAndTables() throws IOException {
        Files.writeString(directory.resolve("a sweep.yaml"), TEXT);
        Scripts.write(directory.resolve("jobs/kappasweep"), "#!/usr/bin/env bash\nprintf '<%s>' \"$@\"\n");
    }

    private static String carried(List<String> called) throws IOException {
        List<String> settings = called.stream()
                .filter(word -> word.startsWith(CarriedFile.SETTING + "="))
                .toList();
        assertThat(settings).hasSize(1);
        String setting = settings.get(0).substring(CarriedFile.SETTING.length() + 1);
        return new String(CarriedFile.of(setting).orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void sweepFileGoesAlongInClusterModeHoweverThatIsSaid() throws Exception {
        makeSweepFileAndTables();
        Files.writeString(directory.resolve("a.conf"), "# x\nspark.submit.deployMode   cluster\nspark.x 1\n");
        List<List<String>> ways = List.of(
                List.of("--deploy-mode", "cluster"),
                List.of("--deploy-mode=cluster"),
                List.of("--conf", "spark.submit.deployMode=cluster"),
                List.of("--conf=spark.submit.deployMode=client", "--conf=spark.submit.deployMode=cluster"),
                List.of("--conf", "spark.submit.deployMode=client", "--deploy-mode", "cluster"),
                List.of("--properties-file", "a.conf"));
        for (List<String> way : ways) {
            List<String> arguments = new ArrayList<>(way);
            arguments.addAll(List.of("run", "--set", "name=x", "--out", "file:///a b", "a sweep.yaml", "--quiet"));
            List<String> called = run(arguments.toArray(String[]::new));
            assertThat(carried(called)).as(way.toString()).isEqualTo(TEXT);
            assertThat(called)
                    .contains("spark.standalone.submit.waitAppCompletion=true")
                    .containsSubsequence("run", "--set", "name=x", "--out", "file:///a b", "a sweep.yaml", "--quiet")
                    .endsWith("<tables><file:///a b>");
        }
    }

    @Test
    void nothingGoesAlongInClientMode() throws Exception {
        makeSweepFileAndTables();
        Files.writeString(directory.resolve("a.conf"), "spark.submit.deployMode cluster\n");
        List<List<String>> ways = List.of(
                List.of(),
                List.of("--deploy-mode", "client", "--conf", "spark.submit.deployMode=cluster"),
                List.of("--conf", "spark.submit.deployMode=client", "--properties-file", "a.conf"));
        for (List<String> way : ways) {
            List<String> arguments = new ArrayList<>(way);
            arguments.addAll(List.of("run", "a sweep.yaml"));
            assertThat(run(arguments.toArray(String[]::new)))
                    .as(way.toString())
                    .endsWith("run", "a sweep.yaml")
                    .noneMatch(word -> word.startsWith("spark.kappasweep"));
        }
    }

    @Test
    void whatCannotBeDoneInClusterModeIsToldBeforeAnythingIsSubmitted() throws Exception {
        assertThat(submit("--deploy-mode", "cluster", "run", "none.yaml"))
                .isEqualTo(new Result(2, List.of(), "submit: none.yaml: no such file, expected a sweep file\n"));
        assertThat(submit("--deploy-mode", "cluster", "doctor"))
                .isEqualTo(new Result(
                        2, List.of(), "submit: doctor prints where the driver is: use --deploy-mode client\n"));
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        Files.write(directory.resolve("big.yaml"), noise);
        assertThat(submit("--deploy-mode", "cluster", "run", "big.yaml").err())
                .matches("submit: big.yaml: [0-9]+ bytes when packed, expected at most 120000 .*\n");
    }

    @Test
    void endOfADriverOnYarnIsToldOnceWithItsCodeAndLastLines() throws Exception {
        makeSweepFileAndTables();
        Scripts.write(directory.resolve("spark/bin/spark-submit"), """
                #!/usr/bin/env bash
                for attempt in 1 2; do
                    echo "kappasweep: attempt $attempt"
                    echo "26/11/29 18:23:56 INFO ApplicationMaster: (reason: dev.kappasweep.cli.YarnDriver\\$EndedWithError: exit code 2"
                    echo "kappasweep: attempt $attempt: wrong"
                    echo "kappasweep: really"
                    echo "(its last lines)"
                    echo "Exception in thread main"
                done >&2
                exit 1
                """);
        Result result = submit("--deploy-mode", "cluster", "run", "a sweep.yaml");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).endsWith("""
                submit: the driver ended with exit code 2; its last lines:
                  kappasweep: attempt 2: wrong
                  kappasweep: really
                """);
    }

    @Test
    void endThatSaysNothingHasTheCodeOfSparkSubmit() throws Exception {
        makeSweepFileAndTables();
        Scripts.write(
                directory.resolve("spark/bin/spark-submit"), "#!/usr/bin/env bash\necho no cluster >&2\nexit 7\n");
        assertThat(submit("--deploy-mode", "cluster", "run", "a sweep.yaml"))
                .isEqualTo(new Result(7, List.of(), "no cluster\nsubmit: the driver ended with exit code 7\n"));
    }

    @Test
    void endOfADriverThatSparkSubmitOnlyReportsIsToldToo() throws Exception {
        makeSweepFileAndTables();
        Map<String, Integer> codes = Map.of(
                "\t\t exit code: 3",
                3,
                "\t\t exit code: 0",
                0,
                "INFO ClientEndpoint: State of driver driver-x is FAILED, exiting",
                1,
                "INFO ClientEndpoint: State of driver driver-x is FINISHED, exiting",
                0);
        for (Map.Entry<String, Integer> said : codes.entrySet()) {
            Scripts.write(
                    directory.resolve("spark/bin/spark-submit"),
                    "#!/usr/bin/env bash\necho '" + said.getKey() + "' >&2\n");
            assertThat(submit("--deploy-mode", "cluster", "run", "a sweep.yaml").code())
                    .as(said.getKey())
                    .isEqualTo(said.getValue());
        }
    }

    @Test
    void jarElsewhereIsSubmittedInPlaceOfTheOneBuiltHere() throws Exception {
        Path script = Scripts.write(
                directory.resolve("with-jar"),
                "#!/usr/bin/env bash\nKAPPASWEEP_JAR=hdfs:///apps/k.jar exec " + submit + " \"$@\"\n");
        submit = script;
        assertThat(run("run", "x.yaml")).containsSubsequence("hdfs:///apps/k.jar", "run", "x.yaml");
    }

    @Test
    void sparkHomeWithoutSparkSubmitIsTold() throws Exception {
        Path bin = directory.resolve("spark/bin");
        Files.move(bin.resolve("spark-submit"), directory.resolve("spark-submit"));
        Path script = Scripts.write(
                directory.resolve("with-path"),
                "#!/usr/bin/env bash\nPATH=" + directory + ":$PATH exec " + submit + " \"$@\"\n");
        submit = script;
        assertThat(submit("run", "x.yaml").err())
                .isEqualTo("submit: SPARK_HOME=" + directory.resolve("spark")
                        + " has no bin/spark-submit, which is looked for elsewhere\n");
    }
}
