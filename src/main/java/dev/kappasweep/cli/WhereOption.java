package dev.kappasweep.cli;

import dev.kappasweep.analysis.ChosenTrials;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which trials a verb is about. */
final class WhereOption {
    @Option(
            names = "--where",
            paramLabel = "CONDITION",
            description =
                    "Only the trials with such parameters: NAME, one of = != < <= > >= ~ (contains), and a value, as in "
                            + "'lambda>=0.01' or regularizer=tikhonov,seed=1; repeatable, and all have to hold.")
    private List<String> conditions = new ArrayList<>();

    /** @throws dev.kappasweep.sweep.InvalidInputException if one is no condition on a parameter */
    ChosenTrials chosen() {
        return ChosenTrials.where(conditions);
    }
}
