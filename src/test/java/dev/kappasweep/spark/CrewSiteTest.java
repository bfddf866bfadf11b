package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CrewSiteTest {
    @ParameterizedTest
    @CsvSource({
        "org.apache.spark.executor.CoarseGrainedExecutorBackend --driver-url spark://a:1 --cores 6 --app-id app, 6",
        "org.apache.spark.executor.YarnCoarseGrainedExecutorBackend --executor-id 1 --cores 12 --resourceProfileId 0, 12",
        "dev.kappasweep.cli.Main run sweep.yaml --cores 6, 3",
        "org.apache.spark.executor.CoarseGrainedExecutorBackend --driver-url spark://a:1, 3",
        "'', 3"
    })
    void anExecutorHasTheCoresThatItWasStartedWith(String command, int cores) {
        assertThat(CrewSite.coresOfExecutor(command, 3)).isEqualTo(cores);
    }

    @Test
    void aCrewIsThatOfItsJvm() {
        CrewSite site = new CrewSite(64);
        assertThat(site.crew()).isSameAs(site.crew());
        assertThat(site.crew().enter(true).seats()).isEqualTo(expected(64));
    }

    @Test
    void anExecutorsCrewHasItsCores() throws IOException, InterruptedException {
        try (JavaSparkContext spark = LocalCluster.start(1, 3, "1")) {
            Broadcast<CrewSite> site = spark.broadcast(new CrewSite(0));
            assertThat(spark.parallelize(List.of(1), 1)
                            .map(task -> site.value().crew().enter(true).seats())
                            .collect())
                    .containsExactly(expected(3));
        }
    }

    /** Seats, of so many cores. */
    private static int expected(int cores) {
        return Math.min(31, Math.min(cores, Runtime.getRuntime().availableProcessors()));
    }
}
