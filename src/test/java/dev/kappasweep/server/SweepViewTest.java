package dev.kappasweep.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultStore;
import dev.kappasweep.results.StoredEnds;
import dev.kappasweep.server.ConfigurationEntry.Summary;
import dev.kappasweep.server.SweepView.Part;
import dev.kappasweep.statistics.Sample;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepViewTest {
    @TempDir
    private Path directory = Path.of("");

    private SweepSpec sweep;
    private Dataset images;

    @BeforeEach
    void read() throws IOException {
        Path data = directory.resolve("tiny");
        MadeUpTrials.writeFiles(data);
        sweep = spec("inf, 1");
        images = new DatasetLoader(Optional.of(directory), Map.of()).load(sweep.dataset());
    }

    /** Of three trials. */
    private SweepSpec spec(String snr) throws IOException {
        String text = ServerFixture.file("viewed", "1, 2, 3")
                .replace("lambda: [0, 0.1]", "lambda: [0]")
                .replace("directory: tiny", "directory: " + directory.resolve("tiny"))
                .replace("inf, 1]", snr + "]");
        return SweepFileReader.read(Files.writeString(directory.resolve("sweep.yaml"), text), List.of())
                .spec();
    }

    private List<TrialResult> results() {
        MadeUpTrials trials = new MadeUpTrials();
        return sweep.trials(images.id()).stream()
                .map(trial -> trials.run(trial, images, TrialObserver.NONE))
                .toList();
    }

    /** With the first {@code ended} trials of the sweep. */
    private SweepView view(SweepSpec now, int ended) {
        Path results = directory.resolve("results");
        try (ResultStore store = ResultStore.open(results, sweep, images.id())) {
            store.commit(results().subList(0, ended), "none");
        }
        StoredEnds rows = StoredEnds.read(results);
        SweepView view = new SweepView("", now, rows);
        for (Part part : Part.values()) {
            assertThat(view.read(part, rows)).isTrue();
        }
        return view;
    }

    private static List<Long> seeds(List<TrialEntry> trials) {
        return trials.stream().map(trial -> trial.spec().seed()).toList();
    }

    @Test
    void anOrderFollowsWhatEndsLater() {
        SweepView view = view(sweep, 2);
        assertThat(seeds(view.trials("-accuracy(inf)"))).containsExactly(2L, 1L, 3L);
        assertThat(view.trials("-accuracy(inf)")).isSameAs(view.trials("-accuracy(inf)"));
        view.add(results().get(2));
        assertThat(seeds(view.trials("-accuracy(inf)"))).containsExactly(3L, 2L, 1L);
        assertThat(seeds(view.trials("accuracy(inf)"))).containsExactly(1L, 2L, 3L);
    }

    @Test
    void meansOfAConfigurationFollowWhatEndsLater() {
        SweepView view = view(sweep, 2);
        int place = Objects.requireNonNull(view.columns().get("accuracy(inf)"));
        ConfigurationEntry one = view.configurations().get(0);
        double[] values = view.trials().stream()
                .flatMap(trial -> trial.outcome().stream())
                .mapToDouble(outcome -> outcome.value(place))
                .toArray();
        assertThat(one.summaries().get(place)).isEqualTo(summary(values[0], values[1]));
        assertThat(one.summaries())
                .isSameAs(one.summaries())
                .hasSize(view.columns().size());
        view.add(results().get(2));
        double last = view.trials().get(2).outcome().orElseThrow().value(place);
        assertThat(one.summaries().get(place)).isEqualTo(summary(values[0], values[1], last));
    }

    private static Summary summary(double... values) {
        Sample sample = new Sample(values);
        return new Summary(values.length, sample.mean(), sample.interval());
    }

    @Test
    void trialsAreKnownByTheIdsOfTheirCommitWhenNoiseWasAddedSince() throws IOException {
        List<TrialId> committed =
                results().subList(0, 2).stream().map(TrialResult::id).toList();
        SweepView view = view(spec("inf, 1, 0.5"), 2);
        assertThat(view.trials()).extracting(TrialEntry::id).hasSize(3).startsWith(committed.toArray(TrialId[]::new));
        assertThat(view.trials())
                .extracting(trial -> trial.outcome().isPresent())
                .containsExactly(true, true, false);
    }
}
