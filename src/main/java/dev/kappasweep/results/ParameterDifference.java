package dev.kappasweep.results;

import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.SweepSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** What of the parameters of a sweep keeps it from going on where another one has begun. */
final class ParameterDifference {
    private ParameterDifference() {}

    /**
     * A phrase for each parameter that may not change so, {@code training.epochs was 50 and is now 60}. What is an axis now may have gained values, what
     * was one may have lost some; those that sweep files have had as axes from the beginning may have any.
     */
    static List<String> between(SweepSpec before, SweepSpec now) {
        List<String> phrases = new ArrayList<>();
        for (Parameter parameter : Parameter.values()) {
            List<Object> old = before.values(parameter);
            List<Object> fresh = now.values(parameter);
            boolean isSame = new HashSet<>(old).equals(new HashSet<>(fresh));
            boolean isWider = now.isAxis(parameter) && fresh.containsAll(old);
            boolean isNarrower = before.isAxis(parameter) && old.containsAll(fresh);
            if (!isSame && !isWider && !isNarrower && !parameter.isAlwaysAxis()) {
                phrases.add(parameter.key() + " was " + text(parameter, old) + " and is now " + text(parameter, fresh));
            }
        }
        return phrases;
    }

    private static String text(Parameter parameter, List<Object> values) {
        return values.stream()
                .map(value ->
                        parameter.form().takesList() ? "[" + parameter.textOf(value) + "]" : parameter.textOf(value))
                .collect(Collectors.joining(" and "));
    }
}
