package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The submitted jar on every Spark that is supported and the last that is not, each with its own jars from Maven. */
class SparkVersionsIT {
    /** The versions of Spark and those of Scala that they link to. */
    private static final Map<String, String> SCALA_BY_SPARK =
            new TreeMap<>(Map.of("3.5.6", "2.13.8", "4.0.1", "2.13.16", "4.1.0", "2.13.17", "4.2.0", "2.13.18"));

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void theSubmittedJarTrainsTheSameBitsOnEverySparkAndIsRefusedWhereItOrJavaDoesNotFit() throws Exception {
        Map<String, Map<String, String>> digests = new LinkedHashMap<>();
        for (String spark : SCALA_BY_SPARK.keySet()) {
            Path out = temporary.resolve("run " + spark);
            Ended result =
                    submit(SparkHome.make(temporary.resolve("spark " + spark), spark, SCALA_BY_SPARK.get(spark)), out);
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

    private Ended submit(Path home, Path out) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(FourTrials.submitted(out.toString(), "--master", "local[2]"));
        SparkHome.use(home, builder);
        return Ended.of(builder, temporary, 8);
    }
}
