package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.hadoop.util.VersionInfo;

/** HDFS and YARN in a JVM of their own, of the version of this Spark's Hadoop. */
final class HadoopClusters implements AutoCloseable {
    private static final Path SOURCES = Path.of("src/test/hadoop");

    private final Path directory;
    private final Process process;
    private final String files;

    private HadoopClusters(Path directory, Process process, String files) {
        this.directory = directory;
        this.process = process;
        this.files = files;
    }

    /** @param directory for all that they write */
    static HadoopClusters start(Path directory) throws IOException, InterruptedException {
        return start(directory, "all");
    }

    /** HDFS without YARN. */
    static HadoopClusters startFiles(Path directory) throws IOException, InterruptedException {
        return start(directory, "hdfs");
    }

    private static HadoopClusters start(Path directory, String parts) throws IOException, InterruptedException {
        String libraries = SparkHome.classPath(
                directory, SOURCES.resolve("pom.xml"), List.of("-Dhadoop.version=" + VersionInfo.getVersion()));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-Xmx768m",
                        "-Dtest.build.data=" + directory.resolve("yarn"),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        libraries,
                        SOURCES.resolve("MiniClusters.java").toString(),
                        directory.toString(),
                        parts)
                .redirectError(directory.resolve("clusters.log").toFile());
        SparkHome.use(directory, builder);
        Process process = builder.start();
        String first =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(first).as("first line, see %s", directory).startsWith("up hdfs://");
        return new HadoopClusters(directory, process, first.split(" ", -1)[1]);
    }

    /** The URI of the root directory of HDFS, without a slash at its end. */
    String files() {
        return files;
    }

    long pid() {
        return process.pid();
    }

    /** What clients have as HADOOP_CONF_DIR. */
    Path configuration() {
        return directory.resolve("conf");
    }

    /** The processes of drivers that YARN has started in containers. */
    Stream<ProcessHandle> drivers() {
        return process.descendants().filter(one -> {
            String command = one.info().commandLine().orElse("");
            return command.contains("deploy.yarn.ApplicationMaster") && !command.startsWith("/bin/bash");
        });
    }

    /** They end when their standard input does. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
