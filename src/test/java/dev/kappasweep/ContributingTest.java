package dev.kappasweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What CONTRIBUTING.md names is there. */
class ContributingTest {
    private static final Path MAIN = Path.of("src/main/java/dev/kappasweep");

    private static List<String> named(String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of("CONTRIBUTING.md")))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }

    @Test
    void classesWithTheirPackages() throws IOException {
        List<String> classes = named("`([a-z]+\\.[A-Z][A-Za-z]+)");
        assertThat(classes)
                .hasSizeGreaterThan(12)
                .allSatisfy(name -> assertThat(MAIN.resolve(name.replace('.', '/') + ".java"))
                        .exists());
    }

    @Test
    void testsAndTheirContracts() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            List<String> known =
                    files.map(file -> file.getFileName().toString()).toList();
            assertThat(named("`([A-Z][A-Za-z]+(?:Test|Contract))`"))
                    .hasSizeGreaterThan(4)
                    .allSatisfy(name -> assertThat(known).contains(name + ".java"));
        }
    }

    @Test
    void filesAndPages() throws IOException {
        assertThat(named("\\]\\(([^)#:]+)\\)"))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(Path.of(page)).exists());
        assertThat(named("`((?:docs|conf|src|jobs)/[A-Za-z0-9./-]+)"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of(file)).exists());
    }
}
