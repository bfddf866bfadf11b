package dev.kappasweep.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies in a place where something else was expected, for a message. */
public final class FoundFiles {
    private static final int DEPTH = 3;
    private static final int MOST = 100_000;
    private static final int MOST_KINDS = 4;
    private static final int LONGEST_ENDING = 8;
    private static final String NONE = "holds no files";

    private FoundFiles() {}

    /** Completes the sentence that begins with the place: {@code holds 600 .png files}, {@code does not exist}. */
    public static String in(Path place) {
        if (!Files.exists(place)) {
            return "does not exist";
        }
        if (!Files.isDirectory(place)) {
            return "is a file";
        }
        try {
            Map<String, Long> kinds = kinds(place);
            return kinds.isEmpty() ? NONE : "holds " + text(kinds);
        } catch (IOException e) {
            return "cannot be read (" + e + ")";
        }
    }

    /** Whether {@code place} is not there, or a directory without files. */
    public static boolean none(Path place) {
        return !Files.exists(place) || in(place).equals(NONE);
    }

    /** The number of files, down to some depth and up to some number, by the ending of their names. */
    private static Map<String, Long> kinds(Path place) throws IOException {
        try (Stream<Path> paths = Files.walk(place, DEPTH)) {
            return paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .limit(MOST)
                    .collect(Collectors.groupingBy(FoundFiles::ending, TreeMap::new, Collectors.counting()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String ending(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String ending = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return dot >= 0 && ending.matches("[a-z0-9]{1," + LONGEST_ENDING + "}") ? "." + ending : "other";
    }

    private static String text(Map<String, Long> kinds) {
        String most = kinds.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_KINDS)
                .map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        boolean isOne = kinds.size() == 1 && kinds.containsValue(1L);
        return most + (kinds.size() > MOST_KINDS ? " and other" : "") + (isOne ? " file" : " files");
    }
}
