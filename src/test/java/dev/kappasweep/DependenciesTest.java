package dev.kappasweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/dev/dependencies.md against the class path of the build. */
class DependenciesTest {
    private static final Path PAGE = Path.of("docs/dev/dependencies.md");
    private static final Pattern LIST = Pattern.compile("(?<=<!-- list -->\n).*(?=<!-- /list -->)", Pattern.DOTALL);
    private static final Pattern JAR = Pattern.compile(".*/([^/]+)/([^/]+)/[^/]+[.]jar");

    /** {@code version: names}, one version a line, of everything that is not for tests only. */
    private static String classPath() throws IOException {
        Map<String, TreeSet<String>> byVersion = new TreeMap<>();
        Stream.of(Files.readString(Path.of("target/classpath.txt")).strip().split(File.pathSeparator, -1))
                .forEach(jar -> {
                    Matcher place = JAR.matcher(jar.replace(File.separatorChar, '/'));
                    assertThat(place.matches()).as(jar).isTrue();
                    byVersion
                            .computeIfAbsent(place.group(2), version -> new TreeSet<>())
                            .add(place.group(1));
                });
        return byVersion.entrySet().stream()
                .map(entry -> "- " + entry.getKey() + ": " + String.join(", ", entry.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void pageListsWhatIsOnTheClassPath() throws IOException {
        String page = Files.readString(PAGE);
        String expected = LIST.matcher(page).replaceFirst(Matcher.quoteReplacement(classPath()));
        if (Boolean.getBoolean("dependencies.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    /** That file stands alone, so that users need not build this project to fetch what it names. */
    @Test
    void librariesOfS3AreThoseThatTheTestsUse() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        String libraries = Files.readString(Path.of("jobs/s3-libraries.xml"));
        for (String name : List.of("hadoop.version", "awssdk.version")) {
            assertThat(property(libraries, name)).as(name).isEqualTo(property(pom, name));
        }
        assertThat(Files.readString(Path.of("docs/cluster.md")))
                .contains("--packages org.apache.hadoop:hadoop-aws:" + property(pom, "hadoop.version") + "`");
    }

    private static String property(String pom, String name) {
        Matcher property =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<$]+)</").matcher(pom);
        assertThat(property.find()).as(name).isTrue();
        return property.group(1);
    }

    @Test
    void versionsThatThePageReasonsAboutAreThoseOfTheBuild() throws IOException {
        String page = Files.readString(PAGE);
        String list = classPath();
        Pattern named = Pattern.compile("([a-z0-9-]+) ([0-9]+[.][0-9][0-9A-Za-z.-]*)");
        String table = page.substring(page.indexOf("|---|"), page.indexOf("## All of them"));
        Stream<String> firstCells =
                table.lines().filter(line -> line.startsWith("| ")).map(line -> line.substring(2, line.indexOf(" | ")));
        firstCells
                .flatMap(cell -> named.matcher(cell).results())
                .forEach(library -> assertThat(list)
                        .as(library.group())
                        .containsPattern("(?m)^- " + Pattern.quote(library.group(2)) + "[^:\n]*: .*"
                                + Pattern.quote(library.group(1))));
    }
}
