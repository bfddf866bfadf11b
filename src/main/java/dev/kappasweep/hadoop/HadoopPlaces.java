package dev.kappasweep.hadoop;

import dev.kappasweep.files.Places;
import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkEnv;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Paths of HDFS, S3 and every other file system that Hadoop knows; credentials come from Hadoop's configuration alone. */
public final class HadoopPlaces implements Places.Provider {
    @Override
    public Path path(String text) {
        try {
            org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(text);
            FileSystem files = path.getFileSystem(configuration());
            org.apache.hadoop.fs.Path qualified = files.makeQualified(path);
            return new HadoopFileSystem(files).path(qualified, null);
        } catch (IOException | RuntimeException e) { // as of a class that is not there
            String scheme = text.substring(0, text.indexOf(':'));
            throw new InvalidInputException(
                    "'" + text + "' cannot be used (" + reason(e) + "), expected a path, or a URI of a file system that"
                            + " Hadoop knows" + hint(scheme),
                    e);
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
