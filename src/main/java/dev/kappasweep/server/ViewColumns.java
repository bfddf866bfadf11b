package dev.kappasweep.server;

import dev.kappasweep.server.TrialEntry.Outcome;
import dev.kappasweep.sweep.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;

/** What filters and orders may name of the trials and configurations of a sweep: parameters, quantities, and what became of a trial. */
final class ViewColumns {
    private final SweepView view;

    ViewColumns(SweepView view) {
        this.view = view;
    }

    Function<TrialEntry, String> ofTrial(String name) {
        Integer place = view.columns().get(name);
        if (place != null) {
            view.requireValues();
            return trial -> of(trial, outcome -> text(outcome.value(place)));
        }
        Optional<Parameter> parameter = parameter(name);
        if (parameter.isPresent()) {
            return trial -> trial.text(parameter.get());
        }
        return switch (name) {
            case "id" -> trial -> trial.id().text();
            case "seconds" -> trial -> of(trial, one -> Double.toString(one.seconds()));
            case "attempt" -> trial -> of(trial, one -> Integer.toString(one.attempt()));
            case "startedAt" -> trial -> of(trial, one -> one.startedAt().toString());
            case "host" -> trial -> of(trial, Outcome::host);
            case "reason" -> trial -> of(trial, Outcome::reason);
            case "status" -> trial -> of(trial, one -> one.status().text());
            default -> throw unknown(name, view.parameters(), "id, status, seconds, attempt, startedAt, host, reason");
        };
    }

    /** A quantity by its mean over the seeds. */
    Function<ConfigurationEntry, String> ofConfiguration(String name) {
        Integer place = view.columns().get(name);
        if (place != null) {
            view.requireValues();
            return one -> text(one.summaries().get(place).mean());
        }
        Optional<Parameter> parameter = parameter(name).filter(one -> one != Parameter.SEED);
        if (parameter.isPresent()) {
            return one -> one.configuration().text(parameter.get());
        }
        if (name.equals("ended")) {
            return one -> Long.toString(one.ended());
        }
        throw unknown(name, view.spec().shown(), "ended");
    }

    private static Optional<Parameter> parameter(String name) {
        return Arrays.stream(Parameter.values())
                .filter(parameter -> parameter.text().equals(name))
                .findFirst();
    }

    private HttpProblem unknown(String name, List<Parameter> parameters, String others) {
        List<String> known = new ArrayList<>();
        parameters.forEach(parameter -> known.add(parameter.text()));
        known.addAll(view.columns().keySet());
        return new HttpProblem(
                HttpStatus.BAD_REQUEST_400,
                "column: '" + name + "' is not allowed, expected one of " + String.join(", ", known) + ", " + others);
    }

    private static String of(TrialEntry trial, Function<Outcome, String> what) {
        return trial.outcome().map(what).orElse("");
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
