package dev.kappasweep.analysis;

import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.table.Conditions;
import dev.kappasweep.table.MetricPattern;
import dev.kappasweep.table.Quantity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Conditions on single trials that have ended: on parameters, on how they ended, and on metrics in the units of tables. */
final class TrialConditions {
    private static final String ITEM = "--where";

    private final SweepSpec sweep;
    private final String text;

    TrialConditions(SweepSpec sweep, List<String> conditions) {
        this.sweep = sweep;
        this.text = String.join(", ", conditions);
    }

    /** Whether all hold. */
    Predicate<Replicate> filter() {
        return Conditions.filter(ITEM, text, this::column);
    }

    /** The metrics that they name. */
    List<String> metrics() {
        return Conditions.names(ITEM, text).stream()
                .filter(name -> ChosenTrials.parameter(name).isEmpty())
                .filter(name -> ofTrial(name).isEmpty())
                .toList();
    }

    /** The sentence under a table that is not of all trials. */
    Optional<String> note() {
        return text.isEmpty() ? Optional.empty() : Optional.of("Only trials with " + text + ".");
    }

    private Function<Replicate, String> column(String name) {
        Optional<Parameter> parameter = ChosenTrials.parameter(name);
        if (parameter.isPresent()) {
            return one -> parameter.get().textIn(one.trial().spec());
        }
        return ofTrial(name).orElseGet(() -> {
            Quantity quantity = quantity(name);
            return one -> Double.isNaN(one.value(quantity)) ? "" : Double.toString(one.value(quantity));
        });
    }

    private static Optional<Function<Replicate, String>> ofTrial(String name) {
        return switch (name) {
            case "id" -> Optional.of(one -> one.trial().id().text());
            case "status" -> Optional.of(one -> one.status().text());
            case "reason" -> Optional.of(one -> one.trial().reason());
            case "epochsDone" -> Optional.of(one -> Integer.toString(one.epochs()));
            case "attempt" ->
                Optional.of(one -> Integer.toString(provenance(one).attempt()));
            case "startedAt" -> Optional.of(one -> provenance(one).startedAt().toString());
            case "host" -> Optional.of(one -> provenance(one).environment().host());
            default -> Optional.empty();
        };
    }

    private static Provenance provenance(Replicate one) {
        return one.trial().provenance();
    }

    private Quantity quantity(String name) {
        List<Quantity> quantities;
        try {
            quantities = MetricPattern.parse(name).quantities(sweep);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    ITEM + ": '" + name
                            + "' is not allowed, expected a parameter such as lambda or seed, one of id, status, reason,"
                            + " epochsDone, attempt, startedAt, host, or a metric such as kappa(W1) or accuracy(0.5)",
                    e);
        }
        if (quantities.size() != 1) {
            throw new InvalidInputException(ITEM + ": '" + name + "' is not allowed, expected one of "
                    + String.join(", ", quantities.stream().map(Quantity::text).toList()));
        }
        return quantities.get(0);
    }
}
