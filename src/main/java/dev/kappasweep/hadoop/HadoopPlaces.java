package dev.kappasweep.hadoop;

import dev.kappasweep.files.Places;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Paths of HDFS, S3 and every other file system that Hadoop knows; credentials come from Hadoop's configuration alone. */
public final class HadoopPlaces implements Places.Provider {
    /** {@code s3a://KEY:SECRET@bucket}, also with a slash in the secret; not the port of {@code hdfs://host:9000/of@me}. */
    private static final Pattern WITH_SECRET =
            Pattern.compile("([^:/]+://)(?>[^/@]*:)(?![0-9]*/).*@(.*)", Pattern.DOTALL);

    @Override
    public Path path(String text) {
        requireNoSecret(text);
        try {
            org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(text);
            FileSystem files = path.getFileSystem(configuration());
            return new HadoopFileSystem(files).path(path, null);
        } catch (IOException | RuntimeException e) { // as of a class that is not there
            String scheme = text.substring(0, text.indexOf(':'));
            throw new InvalidInputException(
                    "'" + text + "' cannot be used (" + reason(e) + "), expected a path, or a URI of a file system that"
                            + " Hadoop knows" + hint(scheme),
                    e);
        }
    }

    private static void requireNoSecret(String text) {
        Matcher secret = WITH_SECRET.matcher(text);
        if (secret.matches()) {
            throw new InvalidInputException("'" + secret.group(1) + "***@" + secret.group(2)
                    + "' has credentials in it, which others could read in lists of processes and in logs; expected them in"
                    + " Hadoop's configuration, such as core-site.xml in HADOOP_CONF_DIR");
        }
    }

    /** With what spark.hadoop.* says, also on an executor, and with the classes that --jars and --packages have brought. */
    static Configuration configuration() {
        SparkEnv environment = SparkEnv.get();
        Configuration configuration = environment == null
                ? new Configuration(SparkHadoopUtil.get().conf())
                : SparkHadoopUtil.get().newConfiguration(environment.conf());
        ClassLoader classes = Thread.currentThread().getContextClassLoader();
        if (classes != null) {
            configuration.setClassLoader(classes);
        }
        return configuration;
    }

    private static String hint(String scheme) {
        return scheme.equals("hdfs")
                ? ""
                : "; the libraries of " + scheme
                        + " are brought by KAPPASWEEP_CLASSPATH, or by --packages of spark-submit";
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage()).strip().replaceAll("\\s+", " ");
        return cause.getClass().getSimpleName() + ": " + message;
    }
}
