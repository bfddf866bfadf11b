package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;

/** Executors in JVMs of their own, which see this project's classes and may be ended by trials. */
final class LocalCluster {
    /** As of the JVMs of tests: an executor lives for seconds, in which C2 would compile Spark. */
    private static final String SHORT_LIVED = "-XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:CompileCommand=quiet"
            + " \"-XX:CompilerDirectivesFile="
            + Path.of("src/test/jvm/c2-for-what-computes.json").toAbsolutePath() + "\"";

    private LocalCluster() {}

    /** Two of one core. */
    static JavaSparkContext start(String maxFailures) throws IOException, InterruptedException {
        return start(2, 1, maxFailures);
    }

    static JavaSparkContext start(int executors, int cores, String maxFailures)
            throws IOException, InterruptedException {
        return new JavaSparkContext(configuration("local-cluster[" + executors + "," + cores + ",768]")
                .set("spark.executor.extraJavaOptions", SHORT_LIVED)
                .set("spark.task.maxFailures", maxFailures));
    }

    /** Executors start from SPARK_HOME, which the build points to links of Maven's jars. */
    static SparkConf configuration(String master) throws IOException, InterruptedException {
        Process links = new ProcessBuilder("jobs/spark-home")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(links.waitFor()).isZero();
        return SparkContexts.configuration("test", new SparkOptions(Optional.of(master)))
                .set("spark.executor.memory", "512m")
                // SPARK_HOME lacks what the submitted jar brings along.
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"));
    }

    static boolean isDriver() {
        return SparkEnv.get().executorId().equals("driver");
    }

    /** Ends the JVM when an epoch has ended, as by kill -9. */
    static TrialObserver haltingAfterAnEpoch() {
        return new TrialObserver() {
            @Override
            public void epochEnded(TrialId trial, EpochMeasurement epoch) {
                Runtime.getRuntime().halt(17);
            }
        };
    }
}
