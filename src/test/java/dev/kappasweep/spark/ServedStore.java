package dev.kappasweep.spark;

import dev.kappasweep.spark.FaultyProxy.Fault;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.spark.deploy.SparkHadoopUtil;

/** A file system whose server can be broken. */
interface ServedStore extends AutoCloseable {
    /** The URI below which results may be. */
    String root();

    /** What clients need in their class path. */
    String libraries();

    /** The process that serves. */
    long pid();

    /** Lets {@code words} go wrong from now on; the first says what. */
    void breakIt(String[] words) throws IOException;

    /** Nothing goes wrong in {@code directory} any more. */
    void mend(String directory) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Starts HDFS or S3.
     *
     * @param directory for its own files; DIRECTORY/conf is the HADOOP_CONF_DIR of clients
     */
    static ServedStore start(String kind, Path directory) throws IOException, InterruptedException {
        return kind.equals("hdfs") ? Hdfs.start(directory) : S3.start(directory);
    }

    /** {@code full DIRECTORY}: no name more has room there. */
    record Hdfs(HadoopClusters clusters) implements ServedStore {
        static Hdfs start(Path directory) throws IOException, InterruptedException {
            return new Hdfs(HadoopClusters.startFiles(directory));
        }

        @Override
        public String root() {
            return clusters.files() + "/chaos";
        }

        @Override
        public String libraries() {
            return "";
        }

        @Override
        public long pid() {
            return clusters.pid();
        }

        @Override
        public void breakIt(String[] words) throws IOException {
            org.apache.hadoop.fs.Path place = new org.apache.hadoop.fs.Path(words[1]);
            long used = files().getContentSummary(place).getFileAndDirectoryCount();
            files().setQuota(place, used, HdfsConstants.QUOTA_DONT_SET);
        }

        @Override
        public void mend(String directory) throws IOException {
            files().setQuota(
                            new org.apache.hadoop.fs.Path(directory),
                            HdfsConstants.QUOTA_RESET,
                            HdfsConstants.QUOTA_DONT_SET);
        }

        private DistributedFileSystem files() throws IOException {
            Configuration settings = SparkHadoopUtil.get().conf();
            return (DistributedFileSystem) FileSystem.get(URI.create(clusters.files()), settings);
        }

        @Override
        public void close() throws IOException {
            clusters.close();
        }
    }

    /**
     * {@code full DIRECTORY}: nothing is taken any more. {@code faulty MILLISECONDS LOST REFUSED}: every request takes longer, of every
     * so many an answer to a PUT is lost, and of every so many one is refused.
     */
    record S3(S3Server server, FaultyProxy proxy, String libraries) implements ServedStore {
        static S3 start(Path directory) throws IOException, InterruptedException {
            S3Server server = S3Server.start(directory);
            FaultyProxy proxy = new FaultyProxy(server.endpoint());
            S3Server.use(server.endpoint());
            S3Server.configuration(directory, proxy.endpoint());
            return new S3(server, proxy, String.join(File.pathSeparator, S3Server.libraries(directory)));
        }

        @Override
        public String root() {
            return "s3a://sweeps/chaos";
        }

        @Override
        public long pid() {
            return server.pid();
        }

        @Override
        public void breakIt(String[] words) {
            if (words[0].equals("full")) {
                proxy.faults((method, path) -> method.equals("PUT") ? Fault.FULL : Fault.NONE);
            } else {
                proxy.delay(Integer.parseInt(words[1]));
                proxy.faults(FaultyProxy.everySoMany(Integer.parseInt(words[2]), Integer.parseInt(words[3])));
            }
        }

        @Override
        public void mend(String directory) {
            proxy.delay(0);
            proxy.faults((method, path) -> Fault.NONE);
        }

        @Override
        public void close() throws IOException {
            proxy.close();
            server.close();
        }
    }
}
