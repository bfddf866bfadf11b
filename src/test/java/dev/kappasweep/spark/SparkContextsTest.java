package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.Latency;
import dev.kappasweep.sweep.Build;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class SparkContextsTest {
    private static SparkOptions master(String url) {
        return new SparkOptions(Optional.of(url));
    }

    @Test
    void whatIsNoMasterIsRefused() {
        assertThatThrownBy(() -> master("somewhere"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("'somewhere'")
                .hasMessageContaining("spark://HOST:PORT");
    }

    @Test
    void aMasterThatIsNotThereIsToldSoonAndInOneLine() throws Exception {
        int port = freePort();
        Latency.assertBelow(Duration.ofSeconds(20), () -> {
            Instant start = Instant.now();
            assertThatThrownBy(() -> SparkContexts.requireListening("spark://127.0.0.1:" + port))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("spark://127.0.0.1:" + port + " does not answer");
            return Duration.between(start, Instant.now());
        });
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aTrialHasOneCoreAndOneThread() {
        SparkConf conf = SparkContexts.configuration("test", new SparkOptions(Optional.empty()));
        assertThat(conf.get("spark.master")).isEqualTo("local[*]");
        assertThat(conf.get("spark.executorEnv.OMP_NUM_THREADS")).isEqualTo("1");
    }

    @Test
    void moreCpusForATaskAreRefusedSinceTheyWouldStandIdle() {
        System.setProperty("spark.task.cpus", "2");
        try {
            assertThatThrownBy(() -> SparkContexts.configuration("test", master("spark://a-host:7077")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("spark.task.cpus: '2' is not allowed, expected 1")
                    .hasMessageContaining("spark.executor.cores");
        } finally {
            System.clearProperty("spark.task.cpus");
        }
    }

    /** As a master does that cannot read what a driver of another version sends. */
    @Test
    void masterThatTakesNoApplicationIsToldApartFromOneThatIsNotThere() {
        CountDownLatch ended = new CountDownLatch(1);
        SparkConf conf = new SparkConf().setMaster("spark://a-host:7077");
        try {
            assertThatThrownBy(() -> SparkContexts.startInTime(
                            conf,
                            () -> {
                                ended.await();
                                throw new IllegalStateException("ended");
                            },
                            1))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(
                            "master: spark://a-host:7077 has its port open but takes no application within 1 s")
                    .hasMessageContaining("of Spark as here, " + org.apache.spark.package$.MODULE$.SPARK_VERSION());
        } finally {
            ended.countDown();
        }
    }

    private static final String LOOP_JAVA_OPTIONS = Build.current().loopJavaOptions();

    @Test
    void executorsHaveTheLoopsOptionsOfTheBuildBeforeAllOthers() {
        System.setProperty("spark.executor.defaultJavaOptions", "-Dof=administrators");
        System.setProperty("spark.executor.extraJavaOptions", "-XX:+UseG1GC");
        try {
            SparkConf conf = SparkContexts.configuration("test", master("spark://a-host:7077"));
            assertThat(conf.get("spark.executor.defaultJavaOptions"))
                    .isEqualTo(LOOP_JAVA_OPTIONS + " -Dof=administrators");
            assertThat(conf.get("spark.executor.extraJavaOptions")).isEqualTo("-XX:+UseG1GC");
        } finally {
            System.clearProperty("spark.executor.defaultJavaOptions");
            System.clearProperty("spark.executor.extraJavaOptions");
        }
        assertThat(Path.of("target/jvm-options.txt")).content().contains(LOOP_JAVA_OPTIONS);
        assertThat(LOOP_JAVA_OPTIONS).contains("-XX:-UseCountedLoopSafepoints");
    }

    @Test
    void aSettingThatSparkRefusesIsToldWithItsValue() {
        System.setProperty("spark.executor.extraJavaOptions", "-Dspark.x=1");
        try {
            assertThatThrownBy(() -> SparkContexts.start("test", master("local[1]")))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("master: local[1] refused: SparkException: ")
                    .hasMessageContaining("(was '-Dspark.x=1')");
        } finally {
            System.clearProperty("spark.executor.extraJavaOptions");
        }
    }

    @Test
    void portsOfLocalMastersAreOpenToThisMachineOnly() {
        SparkConf local = SparkContexts.configuration("test", master("local[2]"));
        assertThat(local.get("spark.driver.bindAddress")).isEqualTo("127.0.0.1");
        assertThat(local.get("spark.driver.host")).isEqualTo("127.0.0.1");
        assertThat(local.get("spark.ui.enabled")).isEqualTo("false");
    }

    @Test
    void executorsOfAClusterReachTheDriverWhereSparkSaysAndNoSettingIsReplaced() {
        assertThat(SparkContexts.configuration("test", master("spark://a-host:7077"))
                        .contains("spark.driver.bindAddress"))
                .isFalse();
        System.setProperty("spark.driver.bindAddress", "192.0.2.1");
        try {
            assertThat(SparkContexts.configuration("test", master("local[2]")).get("spark.driver.bindAddress"))
                    .isEqualTo("192.0.2.1");
        } finally {
            System.clearProperty("spark.driver.bindAddress");
        }
    }
}
