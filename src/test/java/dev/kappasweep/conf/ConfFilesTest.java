package dev.kappasweep.conf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the comments of conf/*.yaml say of them. */
class ConfFilesTest {
    private static final Pattern TRIALS = Pattern.compile("^#.*?\\b(\\d+) trials", Pattern.MULTILINE);

    static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("conf"))) {
            return all.filter(file -> TRIALS.matcher(text(file)).find())
                    .sorted()
                    .toList();
        }
    }

    private static String text(Path file) {
        return SweepFileReader.text(file);
    }

    @ParameterizedTest
    @MethodSource("files")
    void asManyTrialsAsTheCommentSays(Path file) {
        Matcher said = TRIALS.matcher(text(file));
        assertThat(said.find()).isTrue();
        SweepSpec sweep = SweepFileReader.read(file, List.of()).spec();
        DatasetId data = new DatasetId(sweep.dataset().name(), "0".repeat(64));
        assertThat(sweep.trials(data)).hasSize(Integer.parseInt(said.group(1)));
    }
}
