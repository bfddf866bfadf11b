package dev.kappasweep.spark;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The quickstart cut down to four trials of a second or so. */
final class FourTrials {
    private FourTrials() {}

    /** Makes twelve trials of them. */
    static final String TWELVE = "axes.seed=1..6";

    /** The command that trains them on this machine. */
    static List<String> here(Path out, String... settings) {
        List<String> command = submitted(out.toString());
        command.set(0, "jobs/kappasweep");
        Stream.of(settings).forEach(setting -> command.addAll(List.of("--set", setting)));
        return command;
    }

    /** The command that submits them, with some options of spark-submit. */
    static List<String> submitted(String out, String... options) {
        List<String> command = new ArrayList<>(List.of("jobs/submit"));
        command.addAll(List.of(options));
        command.addAll(List.of("run", "conf/quickstart.yaml", "--quiet", "--out", out));
        Stream.of(
                        "network.hidden=8",
                        "training.epochs=1",
                        "training.trainImages=320",
                        "axes.lambda=0,0.1",
                        "axes.seed=1,2",
                        "evaluation.snr=inf,1")
                .forEach(setting -> command.addAll(List.of("--set", setting)));
        return command;
    }

    /** The digest of a trial's weights when this JVM trains it. */
    static String weightsHere(TrialSpec trial) {
        Dataset digits = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
        return new TrialRunner().run(trial, digits, TrialObserver.NONE).weightsSha256();
    }
}
