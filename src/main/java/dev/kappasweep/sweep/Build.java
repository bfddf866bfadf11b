package dev.kappasweep.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this program was built from.
 *
 * @param gitCommit abbreviated, with {@code -dirty} appended if the tree had changes; {@code unknown} outside a git repository
 * @param nd4j the version of ND4J
 * @param loopJavaOptions what a JVM that trains has to be started with, separated by spaces
 */
public record Build(String version, String gitCommit, String nd4j, String loopJavaOptions) {
    private static final String FILE = "/kappasweep-build.properties";

    /** Reads what the build wrote beside the classes. */
    public static Build current() {
        Properties properties = new Properties();
        try (InputStream file = Build.class.getResourceAsStream(FILE)) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
        return new Build(
                properties.getProperty("version", "unknown"),
                properties.getProperty("commit", "unknown"),
                properties.getProperty("nd4j", "unknown"),
                properties.getProperty("loopJavaOptions", ""));
    }
}
