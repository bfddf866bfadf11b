package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/kubernetes.md says, as far as it can be tried without an engine for images and without a cluster. */
class KubernetesIT {
    private static final int MINUTES = 4;
    private static final String JAR = "opt/kappasweep/kappasweep-submit.jar";

    @TempDir
    private static Path temporary = Path.of("");

    private static Path image = Path.of("");
    private static Path sparkHome = Path.of("");

    /** Spark where its image has it, and on top of that what the Dockerfile copies. */
    @BeforeAll
    static void makeImage() throws Exception {
        image = Files.createDirectories(temporary.resolve("image"));
        sparkHome = SparkHome.make(
                image.resolve("opt/spark"),
                org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                scala.util.Properties.versionNumberString(),
                "-Pmanagers");
        for (String line : Files.readAllLines(Path.of("Dockerfile"))) {
            if (line.startsWith("COPY ")) {
                copy(List.of(line.substring("COPY ".length()).split(" ", -1)));
            }
        }
    }

    private static void copy(List<String> words) throws IOException {
        String last = words.get(words.size() - 1);
        Path to = image.resolve(last.substring(1));
        for (String from : words.subList(0, words.size() - 1)) {
            copy(Path.of(from), last.endsWith("/") ? to.resolve(from) : to);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file).toString()).normalize();
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @Test
    void filesOfTheImageRunASweepForAUserWithoutAHome() throws Exception {
        Path out = temporary.resolve("of the image");
        List<String> command =
                new ArrayList<>(List.of(sparkHome + "/bin/spark-submit", "--master", "local[2]", "--class"));
        command.add("dev.kappasweep.cli.Main");
        command.addAll(List.of("--conf", "spark.driver.extraJavaOptions=-Duser.home=/proc/none"));
        command.add(image.resolve(JAR).toString());
        List<String> run = FourTrials.submitted(out.toString());
        command.addAll(run.subList(1, run.size()));
        command.set(command.indexOf("conf/quickstart.yaml"), image.resolve("opt/kappasweep/conf/quickstart.yaml") + "");
        ProcessBuilder builder = new ProcessBuilder(command);
        SparkHome.use(sparkHome, builder);
        Ended ended = Ended.of(builder, temporary, MINUTES);
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ResultDirectory.read(out).trials())
                .hasSize(4)
                .allMatch(row -> row.status() == TrialStatus.COMPLETED);
    }

    @Test
    void submissionAsksForThePodOfTheDriverAndEndsWithItsExitCode() throws Exception {
        try (KubernetesApi api = KubernetesApi.start(2)) {
            List<String> command = FourTrials.submitted(
                    "file:///results/mine",
                    "--master",
                    "k8s://" + api.url(),
                    "--deploy-mode",
                    "cluster",
                    "--properties-file",
                    settings().toString());
            ProcessBuilder builder = new ProcessBuilder(command);
            SparkHome.use(sparkHome, builder);
            builder.environment().put("KAPPASWEEP_JAR", "local:///" + JAR);
            builder.environment().put("KUBECONFIG", "/dev/null");
            Ended ended = Ended.of(builder, temporary, MINUTES);

            assertThat(ended.code()).as(ended.toString()).isEqualTo(2);
            assertThat(ended.err()).contains("submit: the driver ended with exit code 2");
            assertDriver(api.only("Pod"));
            JsonNode map = api.only("ConfigMap");
            assertThat(map.get("data").toString())
                    .contains("spark.kubernetes.driver.volumes")
                    .contains("spark.kappasweep.sweepFile=");
        }
    }

    private static void assertDriver(JsonNode pod) {
        JsonNode container = pod.at("/spec/containers/0");
        assertThat(container.get("image").asText()).isEqualTo("REGISTRY/kappasweep:1");
        assertThat(texts(container.get("args")))
                .startsWith("driver")
                .containsSubsequence(
                        "--class", "dev.kappasweep.cli.Main", "local:///" + JAR, "run", "conf/quickstart.yaml")
                .containsSubsequence("--out", "file:///results/mine", "--set", "axes.seed=1,2");
        assertThat(pod.at("/spec/serviceAccountName").asText()).isEqualTo("spark");
        assertThat(pod.at("/spec/restartPolicy").asText()).isEqualTo("Never");
        assertThat(pod.at("/spec/volumes").findValuesAsText("claimName")).containsExactly("kappasweep");
        assertThat(container.get("volumeMounts").findValuesAsText("mountPath")).contains("/results");
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** The page's settings. */
    private static Path settings() throws IOException {
        String page = Files.readString(Path.of("docs/kubernetes.md"));
        String block =
                page.substring(page.indexOf("<!-- kubernetes.conf -->"), page.indexOf("<!-- /kubernetes.conf -->"));
        return Files.writeString(
                temporary.resolve("kubernetes.conf"),
                block.substring(block.indexOf("spark."), block.lastIndexOf("```")));
    }
}
