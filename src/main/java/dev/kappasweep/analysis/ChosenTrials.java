package dev.kappasweep.analysis;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.table.Conditions;
import dev.kappasweep.table.Configuration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The trials that a table is about, by their parameters: {@code lambda>=0.01,seed<=3}. */
public final class ChosenTrials {
    static final ChosenTrials ALL = new ChosenTrials("", trial -> true);

    private static final String ITEM = "--where";

    private final String text;
    private final Predicate<TrialSpec> isChosen;

    private ChosenTrials(String text, Predicate<TrialSpec> isChosen) {
        this.text = text;
        this.isChosen = isChosen;
    }

    /**
     * Those for which all conditions hold.
     *
     * @throws InvalidInputException if one is no condition on a parameter
     */
    public static ChosenTrials where(List<String> conditions) {
        String text = String.join(", ", conditions);
        return new ChosenTrials(text, Conditions.filter(ITEM, text, name -> {
            Parameter parameter = parameter(name).orElseThrow(() -> unknown(name));
            return parameter::textIn;
        }));
    }

    /** By its name among the axes, its key, or what tables call it. */
    static Optional<Parameter> parameter(String name) {
        return Parameter.axes().stream()
                .filter(one -> List.of(one.text(), one.key(), one.label()).contains(name))
                .findFirst();
    }

    private static InvalidInputException unknown(String name) {
        return new InvalidInputException(ITEM + ": '" + name + "' is no parameter, expected one of "
                + String.join(", ", Parameter.names()) + ", seed; status and metrics are of single trials, as in"
                + " tables --per-trial");
    }

    boolean contains(TrialSpec trial) {
        return isChosen.test(trial);
    }

    /** Else a table would be empty, without a word. */
    void requireSome(SweepSpec sweep, Collection<Configuration> configurations) {
        if (configurations.isEmpty() && !text.isEmpty()) {
            List<Parameter> asked = Conditions.names(ITEM, text).stream()
                    .flatMap(name -> parameter(name).stream())
                    .distinct()
                    .toList();
            throw new InvalidInputException(ITEM + ": '" + text + "' holds for no trial of the sweep, which has "
                    + asked.stream()
                            .map(axis -> axis.text() + " " + String.join(", ", sweep.texts(axis)))
                            .collect(Collectors.joining("; ")));
        }
    }

    /** The sentence under a table that is not of all trials. */
    Optional<String> note() {
        return text.isEmpty() ? Optional.empty() : Optional.of("Only trials with " + text + ".");
    }
}
