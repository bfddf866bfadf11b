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
            description = "Only such trials: NAME, one of = != < <= > >= ~ (contains), and a value, as in "
                    + "'lambda>=0.01' or regularizer=tikhonov,seed=1; repeatable, and all have to hold. Names are those of "
                    + "parameters; of single trials also status, reason and metrics.")
    private List<String> conditions = new ArrayList<>();

    /** As they were given. */
    List<String> conditions() {
        return conditions;
    }

    /** @throws dev.kappasweep.sweep.InvalidInputException if one is no condition on a parameter */
    ChosenTrials chosen() {
        return ChosenTrials.where(conditions);
    }
}
