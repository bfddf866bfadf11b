package dev.kappasweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the pages lead to files and headings that are there. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]*)(?:#([^)\\s]+))?\\)");
    private static final Pattern CODE = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            List<Path> pages = new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".md")).toList());
            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "notebooks/README.md")
                    .map(Path::of)
                    .forEach(pages::add);
            return pages;
        }
    }

    @Test
    void everyLinkOfAPageIsMet() throws IOException {
        List<String> broken = new ArrayList<>();
        int count = 0;
        for (Path page : pages()) {
            for (MatchResult link : LINK.matcher(
                            CODE.matcher(Files.readString(page)).replaceAll(""))
                    .results()
                    .toList()) {
                if (!link.group(1).startsWith("http")) {
                    count++;
                    if (!isMet(page, link)) {
                        broken.add(page + ": " + link.group());
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(count).isGreaterThan(100);
    }

    private static boolean isMet(Path page, MatchResult link) throws IOException {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        if (link.group(2) == null || !Files.isRegularFile(target)) {
            return link.group(2) == null && Files.exists(target);
        }
        return HEADING.matcher(Files.readString(target))
                .results()
                .anyMatch(heading -> anchor(heading.group(1)).equals(Objects.requireNonNull(link.group(2))));
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .strip()
                .replace(' ', '-');
    }
}
