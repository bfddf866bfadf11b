package dev.kappasweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The two tables of docs/architecture.md, each in the order of its lines.
 *
 * @param imports the packages that a package imports, from the top down
 * @param libraries the packages that use a library, by the beginning of the library's package names
 */
record ArchitecturePage(Map<String, Set<String>> imports, Map<String, Set<String>> libraries) {
    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| `(\\w+)` \\|[^|]+\\| ([^|]+) \\|$");
    private static final Pattern LIBRARY = Pattern.compile("(?m)^\\|[^|`]+\\| `([a-z0-9.]+)` \\| ([^|]+) \\|$");

    static ArchitecturePage read() {
        try {
            String page = Files.readString(PAGE);
            return new ArchitecturePage(lines(PACKAGE, page), lines(LIBRARY, page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Set<String>> lines(Pattern line, String page) {
        Map<String, Set<String>> lines = new LinkedHashMap<>();
        line.matcher(page).results().forEach(match -> lines.put(match.group(1), names(match.group(2))));
        return lines;
    }

    private static Set<String> names(String list) {
        return list.equals("-") ? Set.of() : Set.of(list.split(", "));
    }
}
