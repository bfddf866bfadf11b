package dev.kappasweep.files;

import dev.kappasweep.sweep.InvalidInputException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.regex.Pattern;

/** Files and directories as users name them. */
public final class Places {
    /** A single letter is a drive of Windows. */
    private static final Pattern WITH_SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+):/.*", Pattern.DOTALL);

    private Places() {}

    /** Finds the paths of other file systems than this machine's; registered as a service. */
    public interface Provider {
        /**
         * The path that {@code text} names.
         *
         * @param text {@code scheme://authority/path}, as Hadoop writes it, without anything encoded
         * @throws InvalidInputException if no file system has this scheme
         */
        Path path(String text);
    }

    /**
     * The place that {@code text} names.
     *
     * @param text a path of this machine, {@code file:///path}, or {@code scheme://authority/path} of a file system that Hadoop knows
     * @throws InvalidInputException if no file system has the scheme
     * @throws InvalidPathException if it is a path that this machine cannot have
     */
    public static Path path(String text) {
        if (!WITH_SCHEME.matcher(text).matches()) {
            return Path.of(text);
        }
        if (text.regionMatches(true, 0, "file:", 0, "file:".length())) {
            return local(text);
        }
        return ServiceLoader.load(Provider.class, Places.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("'" + text
                        + "' is not a path of this machine, expected one: this build knows no other file system"))
                .path(text);
    }

    /** Spaces and the like may stand as they are. */
    private static Path local(String text) {
        if (text.matches("(?i)file://[^/].*")) {
            throw new InvalidInputException(
                    "'" + text + "' is not of this machine's files, expected a path or file:///PATH");
        }
        return Path.of(text.substring("file:".length()).replaceFirst("^/+", "/"));
    }

    /** The place that a URI names, whose special characters are encoded. */
    public static Path path(URI uri) {
        if (uri.getScheme() == null || uri.getScheme().equalsIgnoreCase("file")) {
            return uri.getScheme() == null ? Path.of(uri.getPath()) : Path.of(uri);
        }
        String authority = uri.getAuthority() == null ? "" : uri.getAuthority();
        return path(uri.getScheme() + "://" + authority + uri.getPath());
    }

    /** Whether it is on this machine, or mounted there. */
    public static boolean isLocal(Path place) {
        return place.getFileSystem().equals(FileSystems.getDefault());
    }
}
