package dev.kappasweep;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.results.ResultDirectory;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Trains the trials whose digests are pinned and prints a line for each: its sweep, lambda, seed, id and the SHA-256 of its weights.
 * src/test/resources/golden/digests.txt is what it prints, on any machine; with arguments, what changes the quickstart, less of it.
 */
public final class GoldenDigests {
    private GoldenDigests() {}

    public static void main(String[] arguments) {
        print("conf/quickstart.yaml", List.of(arguments));
        print("conf/fig2.yaml", List.of("training.epochs=2", "axes.lambda=0,50", "axes.seed=1"));
    }

    private static void print(String file, List<String> overrides) {
        SweepSpec sweep = SweepFileReader.read(Path.of(file), overrides).spec();
        Dataset data = new DatasetLoader(Optional.empty(), Map.of()).load(sweep.dataset());
        for (TrialSpec trial : sweep.trials(data.id())) {
            TrialResult result = new TrialRunner().run(trial, data, TrialObserver.NONE);
            System.out.println(line(sweep.name(), trial, result.weightsSha256()));
        }
    }

    private static String line(String sweep, TrialSpec trial, String weights) {
        return "%s lambda %s seed %d id %s weights %s"
                .formatted(sweep, trial.strength(), trial.seed(), trial.id(), weights);
    }

    /** The lines that are pinned, or some of them. */
    public static List<String> pinned(Predicate<String> some) throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/golden/digests.txt")).stream()
                .filter(some)
                .toList();
    }

    /** The lines of trials whose results are in {@code directory}, in any order. */
    public static List<String> lines(String sweep, Path directory) {
        return ResultDirectory.readTrials(directory).trials().stream()
                .map(row -> line(sweep, row.spec(), row.weightsSha256()))
                .toList();
    }
}
