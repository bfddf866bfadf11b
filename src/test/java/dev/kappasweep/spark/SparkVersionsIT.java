package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The submitted jar on every other Spark that is supported and the last that is not, each with its own jars from Maven; on the Spark of
 * this build StandaloneClusterIT submits it.
 */
class SparkVersionsIT {
    /** The versions of Spark and those of Scala that they link to. */
    private static final Map<String, String> SCALA_BY_SPARK =
            new TreeMap<>(Map.of("3.5.6", "2.13.8", "4.0.1", "2.13.16", "4.1.0", "2.13.17"));

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void theSubmittedJarTrainsTheSameBitsOnEverySparkAndIsRefusedWhereItOrJavaDoesNotFit() throws Exception {
        int trained = 0;
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
                assertBitsOfThisJvm(ResultDirectory.read(out).trials(), spark);
                trained++;
            }
        }
        boolean fitsThisBuildOnly = Runtime.version().feature() >= 25;
        assertThat(trained).as("versions that fit this Java").isEqualTo(fitsThisBuildOnly ? 0 : 2);
    }

    private static void assertBitsOfThisJvm(List<TrialRow> trials, String spark) {
        assertThat(trials).hasSize(4).allMatch(row -> row.status() == TrialStatus.COMPLETED);
        assertThat(trials).extracting(TrialRow::spark).containsOnly(spark);
        assertThat(trials)
                .allSatisfy(
                        row -> assertThat(row.weightsSha256()).as(spark).isEqualTo(FourTrials.weightsHere(row.spec())));
    }

    private Ended submit(Path home, Path out) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(FourTrials.submitted(out.toString(), "--master", "local[2]"));
        SparkHome.use(home, builder);
        return Ended.of(builder, temporary, 8);
    }
}
