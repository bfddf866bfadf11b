package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.Latency;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Option;

/** A standalone cluster: its master and workers in this JVM, its executors in others. */
@Tag("alone")
class ClusterProbeTest {
    private static final String FIRST = "127.0.0.1";
    private static final String SECOND = "127.0.0.2";

    @TempDir
    private Path directory;

    /** The second has less memory than an executor takes, so that none registers from there. */
    @Test
    void aWorkerWithoutAnExecutorIsSeen() throws Exception {
        SparkConf conf = new SparkConf();
        RpcEnv master = Master.startRpcEnvAndEndpoint(FIRST, 0, 0, conf)._1();
        String url = "spark://" + FIRST + ":" + master.address().port();
        RpcEnv first = worker(FIRST, 1, 768, url, conf);
        RpcEnv second = worker(SECOND, 2, 128, url, conf);
        try (JavaSparkContext spark = new JavaSparkContext(LocalCluster.configuration(url))) {
            Latency.await(() -> StandaloneMaster.workers(url).size() == 2);
            ClusterReport report = new ClusterProbe(spark).measure();
            assertThat(report.executors()).extracting(ExecutorReport::executor).containsExactly("driver", "0");
            assertThat(report.hosts()).containsExactly(new WorkerHost(FIRST, 1, 1), new WorkerHost(SECOND, 1, 0));
            assertThat(StandaloneMaster.workers(url.replaceAll("[0-9]+$", "1"))).isEmpty();
            assertThat(StandaloneMaster.workers("local[2]")).isEmpty();
        } finally {
            second.shutdown();
            first.shutdown();
            master.shutdown();
        }
    }

    private RpcEnv worker(String host, int number, int megabytes, String master, SparkConf conf) {
        return Worker.startRpcEnvAndEndpoint(
                host,
                0,
                0,
                1,
                megabytes,
                new String[] {master},
                directory.resolve("work").toString(),
                Option.apply(number),
                conf,
                Option.empty());
    }
}
