package dev.kappasweep.spark;

import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.sweep.Build;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Starts Spark for sweeps. */
public final class SparkContexts {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int CONNECT_MILLIS = 10_000;
    private static final int START_SECONDS = 20;
    private static final String STANDALONE = "spark://";
    private static final String TASK_CPUS = "spark.task.cpus";
    private static final String SERIALIZER = "spark.serializer";
    private static final String JAVA_SERIALIZER = "org.apache.spark.serializer.JavaSerializer";
    /** What Spark puts before {@code spark.executor.extraJavaOptions}, which stays the user's own. */
    private static final String EXECUTOR_JAVA_OPTIONS = "spark.executor.defaultJavaOptions";

    private static final String SUBMIT_JAR = "kappasweep-submit.jar";

    private SparkContexts() {}

    /**
     * The caller closes it.
     *
     * @param name shown in Spark's own pages
     * @throws InvalidInputException if Java or Spark is not a supported version, the master's URL is not one, it does not answer
     *     within 20 s, or Spark refuses a setting
     */
    public static JavaSparkContext start(String name, SparkOptions options) {
        return start(configuration(name, options));
    }

    /**
     * As {@link #start}, with all executors from the beginning to the end, as work needs that fills every slot at once.
     *
     * @throws InvalidInputException as {@link #start}
     */
    public static JavaSparkContext startFixed(String name, SparkOptions options) {
        return start(configuration(name, options).set("spark.dynamicAllocation.enabled", "false"));
    }

    private static JavaSparkContext start(SparkConf conf) {
        Platform.requireSupported();
        HadoopUser.ensureKnown();
        String master = conf.get("spark.master");
        if (!master.startsWith("local") && !conf.contains("spark.jars") && DriverPlace.current() == DriverPlace.HERE) {
            // A list with commas between URIs.
            conf.set("spark.jars", submitJar(master).toUri().toString().replace(",", "%2C"));
        }
        if (master.startsWith(STANDALONE)) {
            requireListening(master);
            return startInTime(conf, () -> new JavaSparkContext(conf), START_SECONDS);
        }
        try {
            return new JavaSparkContext(conf);
        } catch (Exception e) { // Scala's exceptions are not declared.
            throw refused(conf, e);
        }
    }

    /**
     * The context of a session that somebody else has started and will stop.
     *
     * @throws InvalidInputException if Java or Spark is not a supported version, or it has been stopped, or serialises with another
     *     serializer than Java's
     */
    public static JavaSparkContext of(SparkSession session) {
        Platform.requireSupported();
        if (session.sparkContext().isStopped()) {
            throw new InvalidInputException("session: its SparkContext has been stopped, expected one that runs");
        }
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
        String serializer = spark.getConf().get(SERIALIZER, JAVA_SERIALIZER);
        if (!serializer.equals(JAVA_SERIALIZER)) {
            throw new InvalidInputException("session: " + SERIALIZER + " " + serializer + " is not allowed, expected "
                    + JAVA_SERIALIZER + ", since others cannot serialise records");
        }
        return spark;
    }

    /** What spark-submit and its {@code --conf} say goes before what is only a default here. */
    static SparkConf configuration(String name, SparkOptions options) {
        SparkConf conf = new SparkConf().setAppName(name);
        options.master().ifPresent(conf::setMaster);
        conf.setIfMissing("spark.master", "local[*]");
        if (conf.get("spark.master").startsWith("local")) {
            // Everything is on this machine, so nobody else needs to reach the driver's ports.
            conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
            conf.setIfMissing("spark.driver.host", LOOPBACK);
        }
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        // Epochs come with the heartbeats.
        conf.setIfMissing("spark.executor.heartbeatInterval", "1s");
        // A trial computes on one thread: with more the order of sums, and so the bits, would change.
        requireOneCpu(conf.get(TASK_CPUS, "1"));
        conf.set("spark.executorEnv.OMP_NUM_THREADS", "1");
        String given = conf.get(EXECUTOR_JAVA_OPTIONS, "");
        conf.set(EXECUTOR_JAVA_OPTIONS, (Build.current().loopJavaOptions() + " " + given).strip());
        conf.set("spark.locality.wait", "0");
        // Kryo cannot serialise records.
        conf.set(SERIALIZER, JAVA_SERIALIZER);
        // Results are small and committed one by one, but Spark adds their sizes up over a job.
        conf.set("spark.driver.maxResultSize", "0");
        return conf;
    }

    private static void requireOneCpu(String cpus) {
        if (!cpus.equals("1")) {
            throw new InvalidInputException(TASK_CPUS + ": '" + cpus
                    + "' is not allowed, expected 1, since a trial computes on one thread; fewer trials side by side are asked for by"
                    + " spark.executor.cores");
        }
    }

    /** The jar for executors when this program was started without spark-submit: it is built beside the classes. */
    private static Path submitJar(String master) {
        try {
            URI code = SparkContexts.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path jar = Path.of(code).resolveSibling(SUBMIT_JAR);
            if (Files.isRegularFile(jar)) {
                return jar;
            }
            throw new InvalidInputException("master: " + master + " needs " + jar
                    + ", which does not exist, expected it to be built by 'mvn package', or a start by jobs/submit");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Spark alone would try for a minute, with stack traces. */
    static void requireListening(String master) {
        boolean answers =
                Stream.of(master.substring(STANDALONE.length()).split(",", -1)).anyMatch(SparkContexts::isListening);
        if (!answers) {
            throw unanswered(master);
        }
    }

    private static boolean isListening(String hostAndPort) {
        URI address = URI.create(STANDALONE + hostAndPort);
        if (address.getHost() == null || address.getPort() < 0) {
            throw new InvalidInputException("master: '" + hostAndPort + "' is not allowed, expected spark://HOST:PORT");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    static JavaSparkContext startInTime(SparkConf conf, Callable<JavaSparkContext> making, int seconds) {
        FutureTask<JavaSparkContext> start = new FutureTask<>(making);
        Thread thread = new Thread(start, "kappasweep-start");
        thread.setDaemon(true);
        thread.start();
        try {
            return start.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new InvalidInputException(
                    "master: " + conf.get("spark.master") + " has its port open but takes no application within "
                            + seconds
                            + " s, expected a master of the same version of Spark as here, " + Platform.spark()
                            + ", with the same spark.authenticate; its log says what it did not understand",
                    e);
        } catch (ExecutionException e) {
            throw refused(conf, Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Spark started", e);
        }
    }

    private static InvalidInputException refused(SparkConf conf, Throwable e) {
        if (String.valueOf(e.getMessage()).startsWith("Only one SparkContext")) {
            return new InvalidInputException(
                    "master: " + conf.get("spark.master")
                            + " cannot start while another Spark runs in this JVM, expected to run on that one's session",
                    e);
        }
        return new InvalidInputException(
                "master: " + conf.get("spark.master") + " refused: " + FailedTrial.reason(e), e);
    }

    private static InvalidInputException unanswered(String master) {
        return new InvalidInputException(
                "master: " + master
                        + " does not answer, expected the URL of a running Spark master, such as jobs/local-cluster start prints");
    }
}
