import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * HDFS and a YARN of two node managers on 127.0.0.1 and ports that are free, until standard input ends; HDFS alone if the second
 * argument is hdfs. Prints a line when they run, with the URI of HDFS and the port of its pages, and the directory conf below the one
 * that is the first argument has what clients need of HADOOP_CONF_DIR. Started as a source file, in a JVM of its own: the
 * libraries are in no class path of the project.
 */
public final class MiniClusters {
    private static final String HOST = "127.0.0.1";

    private MiniClusters() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Path conf = Files.createDirectories(directory.resolve("conf"));
        boolean isAlone = arguments.length > 1 && arguments[1].equals("hdfs");
        try (MiniDFSCluster files = hdfs(directory.resolve("hdfs"));
                MiniYARNCluster yarn = isAlone ? null : yarn(files, conf)) {
            String root = files.getURI().toString();
            write(conf.resolve("core-site.xml"), Map.of("fs.defaultFS", root));
            System.out.println("up " + root + " " + files.getNameNode().getHttpAddress().getPort());
            while (System.in.read() >= 0) {
                // Whoever started this lives.
            }
        }
        System.exit(0);
    }

    private static MiniYARNCluster yarn(MiniDFSCluster files, Path conf) throws Exception {
        MiniYARNCluster yarn = new MiniYARNCluster("mini", 2, 1, 1);
        yarn.init(yarnConfiguration(files.getURI().toString()));
        yarn.start();
        write(conf.resolve("yarn-site.xml"), addresses(yarn.getConfig()));
        return yarn;
    }

    private static MiniDFSCluster hdfs(Path directory) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
        configuration.set("dfs.namenode.rpc-bind-host", HOST);
        configuration.set("dfs.namenode.http-bind-host", HOST);
        MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
        cluster.waitClusterUp();
        return cluster;
    }

    private static YarnConfiguration yarnConfiguration(String root) {
        YarnConfiguration configuration = new YarnConfiguration();
        configuration.set("fs.defaultFS", root);
        configuration.set("yarn.resourcemanager.hostname", HOST);
        configuration.set("yarn.resourcemanager.bind-host", HOST);
        configuration.set("yarn.nodemanager.bind-host", HOST);
        for (String address : List.of("address", "localizer.address", "webapp.address")) {
            configuration.set("yarn.nodemanager." + address, HOST + ":0");
        }
        for (String memory : List.of(
                "yarn.nodemanager.resource.memory-mb", "yarn.minicluster.yarn.nodemanager.resource.memory-mb")) {
            configuration.setInt(memory, 4096);
        }
        configuration.setInt("yarn.nodemanager.resource.cpu-vcores", 4);
        configuration.setInt("yarn.scheduler.minimum-allocation-mb", 256);
        configuration.setBoolean("yarn.nodemanager.vmem-check-enabled", false);
        configuration.set("yarn.nodemanager.env-whitelist", "JAVA_HOME,PATH,SPARK_LOCAL_IP");
        configuration.set("yarn.application.classpath", "");
        String scheduler = "yarn.scheduler.capacity.";
        configuration.set(scheduler + "maximum-am-resource-percent", "0.9");
        configuration.set(scheduler + "root.queues", "default");
        configuration.set(scheduler + "root.capacity", "100");
        configuration.set(scheduler + "root.default.capacity", "100");
        configuration.set(scheduler + "root.default.state", "RUNNING");
        return configuration;
    }

    private static Map<String, String> addresses(Configuration of) {
        Map<String, String> addresses = new java.util.TreeMap<>();
        for (String key : List.of("address", "scheduler.address", "webapp.address", "hostname")) {
            addresses.put("yarn.resourcemanager." + key, of.get("yarn.resourcemanager." + key));
        }
        addresses.put("yarn.application.classpath", "");
        return addresses;
    }

    private static void write(Path file, Map<String, String> values) throws Exception {
        Configuration configuration = new Configuration(false);
        values.forEach(configuration::set);
        try (OutputStream out = Files.newOutputStream(file)) {
            configuration.writeXml(out);
        }
    }
}
