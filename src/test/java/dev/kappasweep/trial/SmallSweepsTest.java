package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sweep file whose comments have the command of a small version runs in that version. */
final class SmallSweepsTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !small(file).isEmpty())
                    .sorted()
                    .toList();
        }
    }

    /** The overrides of the command with {@code --out runs/...-small}; none if there is no such command. */
    private static List<String> small(Path file) {
        try {
            String text = Files.readString(file).replaceAll("\\\\\n#\\s+", "");
            return text.lines()
                    .filter(line -> line.contains("-small --set"))
                    .findFirst()
                    .map(line -> Arrays.stream(line.split(" --set "))
                            .skip(1)
                            .map(String::strip)
                            .toList())
                    .orElse(List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void smallVersionRuns(Path file) {
        SweepSpec sweep = SweepFileReader.read(file, small(file)).spec();
        Dataset data = sweep.dataset().equals(DatasetSpec.DIGITS)
                ? DIGITS
                : new DatasetLoader(Optional.empty(), Map.of()).load(sweep.dataset());
        for (TrialSpec trial : sweep.trials(data.id())) {
            TrialResult result = new TrialRunner().run(trial, data, TrialObserver.NONE);
            assertThat(result.status()).as(result.reason()).isIn(TrialStatus.COMPLETED, TrialStatus.DEAD);
            assertThat(result.evaluations()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void smallVersionTakesSeconds(Path file) {
        SweepSpec sweep = SweepFileReader.read(file, small(file)).spec();
        int asked = sweep.settings().training().trainImages();
        long images = asked == 0 ? DIGITS.train().count() : asked;
        long trainedOn = images
                * sweep.trials(DIGITS.id()).size()
                * sweep.settings().training().epochs();
        assertThat(trainedOn).isLessThanOrEqualTo(10L * DIGITS.train().count());
    }
}
