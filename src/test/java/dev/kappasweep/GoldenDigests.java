package dev.kappasweep;

import dev.kappasweep.conf.SweepFileReader;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trains the trials whose digests are pinned and prints a line for each: its sweep, lambda, seed, id and the SHA-256 of its weights.
 * src/test/resources/golden/digests.txt is what it prints, on any machine.
 */
final class GoldenDigests {
    private GoldenDigests() {}

    public static void main(String[] arguments) {
        print("conf/quickstart.yaml", List.of());
        print("conf/fig2.yaml", List.of("training.epochs=2", "axes.lambda=0,50", "axes.seed=1"));
    }

    private static void print(String file, List<String> overrides) {
        SweepSpec sweep = SweepFileReader.read(Path.of(file), overrides).spec();
        Dataset data = new DatasetLoader(Optional.empty(), Map.of()).load(sweep.dataset());
        for (TrialSpec trial : sweep.trials(data.id())) {
            TrialResult result = new TrialRunner().run(trial, data, TrialObserver.NONE);
            System.out.printf(
                    "%s lambda %s seed %d id %s weights %s%n",
                    sweep.name(), trial.strength(), trial.seed(), trial.id(), result.weightsSha256());
        }
    }
}
