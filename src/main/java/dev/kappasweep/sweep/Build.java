package dev.kappasweep.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this program was built from.
 *
 * @param gitCommit abbreviated, with {@code -dirty} appended if the tree had changes; {@code unknown} outside a git repository
 */
public record Build(String version, String gitCommit) {
    /** Reads what the build wrote beside the classes. */
    public static Build current() {
        Properties properties = new Properties();
        try (InputStream file = Build.class.getResourceAsStream("/dev/kappasweep/build.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String dirty = properties.getProperty("dirty", "false").equals("true") ? "-dirty" : "";
        return new Build(
                properties.getProperty("version", "unknown"), properties.getProperty("commit", "unknown") + dirty);
    }
}
