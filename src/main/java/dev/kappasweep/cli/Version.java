package dev.kappasweep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version and the commit of this build, which the build writes into a resource. */
final class Version {
    private Version() {}

    /** {@code 0.1.0 (1234567)}, with {@code -dirty} after the commit if the tree had changes. */
    static String text() {
        try (InputStream in = Version.class.getResourceAsStream("/kappasweep-build.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown") + " (" + properties.getProperty("commit", "unknown")
                    + ")";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
