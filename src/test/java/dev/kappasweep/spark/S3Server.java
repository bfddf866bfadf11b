package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.util.VersionInfo;
import org.apache.spark.deploy.SparkHadoopUtil;

/** A server that answers the requests of S3, in a JVM of its own and in memory, for this machine only. */
final class S3Server implements AutoCloseable {
    /** Of clients; the server lets everyone in. */
    static final String ACCESS_KEY = "AKIAOFTHISTEST";

    static final String SECRET_KEY = "hush+hush+hush";

    private static final Path POM = Path.of("src/test/s3/pom.xml");
    private static final Path LIBRARIES = Path.of("jobs/s3-libraries.xml");
    private static final int SECONDS_TO_START = 120;

    private final int port;
    private final Process process;

    private S3Server(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts one with an empty bucket {@code sweeps}; {@code directory} is for its own files. */
    static S3Server start(Path directory) throws IOException, InterruptedException {
        int port = freePort();
        Path settings = Files.writeString(
                directory.resolve("s3proxy.conf"),
                String.join(
                        "\n",
                        "s3proxy.authorization=none",
                        "s3proxy.endpoint=http://127.0.0.1:" + port,
                        "jclouds.provider=transient-nio2",
                        "jclouds.identity=id",
                        "jclouds.credential=secret",
                        ""));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx512m",
                        "-cp",
                        SparkHome.classPath(directory, POM, List.of()),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("s3proxy.log").toFile())
                .start();
        S3Server server = new S3Server(port, process);
        server.makeBucket();
        return server;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The jars that a client needs beside Spark. */
    static List<String> libraries(Path temporary) throws IOException, InterruptedException {
        List<String> jars =
                List.of(SparkHome.classPath(temporary, LIBRARIES, List.of()).split(File.pathSeparator, -1));
        assertThat(jars)
                .as("of this Spark's Hadoop")
                .anyMatch(jar -> jar.endsWith("hadoop-aws-" + VersionInfo.getVersion() + ".jar"));
        return jars;
    }

    /** Hadoop's settings of a client. */
    static Map<String, String> settings(URI endpoint) {
        return Map.of(
                "fs.s3a.endpoint", endpoint.toString(),
                "fs.s3a.path.style.access", "true",
                "fs.s3a.access.key", ACCESS_KEY,
                "fs.s3a.secret.key", SECRET_KEY,
                "fs.s3a.endpoint.region", "us-east-1",
                "fs.s3a.connection.ssl.enabled", "false",
                "fs.s3a.attempts.maximum", "5",
                "fs.s3a.retry.limit", "3",
                "fs.s3a.retry.interval", "20ms");
    }

    /** Writes them where clients have them as HADOOP_CONF_DIR, and returns that. */
    static Path configuration(Path directory, URI endpoint) throws IOException {
        Path conf = Files.createDirectories(directory.resolve("conf"));
        Configuration settings = new Configuration(false);
        settings(endpoint).forEach(settings::set);
        try (OutputStream out = Files.newOutputStream(conf.resolve("core-site.xml"))) {
            settings.writeXml(out);
        }
        return conf;
    }

    /** Makes this JVM a client. */
    static void use(URI endpoint) {
        settings(endpoint).forEach(SparkHadoopUtil.get().conf()::set);
    }

    long pid() {
        return process.pid();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void makeBucket() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (true) {
            assertThat(process.isAlive()).as("the server runs").isTrue();
            assertThat(System.nanoTime()).as("time until it answers").isLessThan(deadline);
            try {
                HttpURLConnection put = (HttpURLConnection)
                        endpoint().resolve("/sweeps").toURL().openConnection();
                put.setRequestMethod("PUT");
                assertThat(put.getResponseCode()).isEqualTo(200);
                return;
            } catch (ConnectException e) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /** Hadoop would keep the connections of this JVM, and take them for those of the next server. */
    @Override
    public void close() throws IOException {
        FileSystem.closeAll();
        process.destroyForcibly();
    }
}
