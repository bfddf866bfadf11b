package dev.kappasweep.server;

import dev.kappasweep.server.TrialEntry.Outcome;
import dev.kappasweep.sweep.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/** Filters and orders of trials, as requests write them: {@code lambda=0.1,kappa(W1)<2,reason~memory} and {@code -accuracy(inf)}. */
final class TrialCondition {
    private static final Pattern ONE = Pattern.compile("([^<>=!~]+)(<=|>=|!=|<|>|=|~)(.*)");

    private TrialCondition() {}

    static Predicate<TrialEntry> filter(String text, SweepView view) {
        return Arrays.stream(text.split(",(?![^(\\[]*[)\\]])", -1))
                .filter(one -> !one.isBlank())
                .map(one -> condition(one.strip(), view))
                .reduce(trial -> true, Predicate::and);
    }

    private static Predicate<TrialEntry> condition(String text, SweepView view) {
        Matcher parts = ONE.matcher(text);
        if (!parts.matches()) {
            throw new HttpProblem(
                    HttpStatus.BAD_REQUEST_400,
                    "filter: '" + text + "' is not allowed, expected NAME, one of = != < <= > >= ~, and a value");
        }
        Column column = column(parts.group(1).strip(), view);
        String operator = parts.group(2);
        String value = parts.group(3).strip();
        return trial -> holds(column, trial, operator, value);
    }

    private static boolean holds(Column column, TrialEntry trial, String operator, String value) {
        String text = column.text(trial);
        Optional<Double> left = number(text);
        Optional<Double> right = number(value);
        if (operator.equals("~")) {
            return text.contains(value);
        }
        if (left.isPresent() && right.isPresent()) {
            int order = Double.compare(left.get(), right.get());
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                case "!=" -> order != 0;
                default -> order == 0;
            };
        }
        return operator.equals("!=") ? !text.equals(value) : operator.equals("=") && text.equals(value);
    }

    private static Optional<Double> number(String text) {
        if (text.equals("inf")) {
            return Optional.of(Double.POSITIVE_INFINITY);
        }
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** By numbers where both have them, else by texts; those without a value come last. */
    static Comparator<TrialEntry> order(String text, SweepView view) {
        boolean falls = text.startsWith("-");
        Column column = column(falls ? text.substring(1) : text, view);
        return (first, second) -> {
            String left = column.text(first);
            String right = column.text(second);
            if (left.isEmpty() || right.isEmpty()) {
                return Boolean.compare(left.isEmpty(), right.isEmpty());
            }
            Optional<Double> a = number(left);
            Optional<Double> b = number(right);
            int order = a.isPresent() && b.isPresent() ? Double.compare(a.get(), b.get()) : left.compareTo(right);
            return falls ? -order : order;
        };
    }

    /** Something of a trial, as text; empty where it has none. */
    @FunctionalInterface
    private interface Column {
        String text(TrialEntry trial);
    }

    private static Column column(String name, SweepView view) {
        Integer place = view.columns().get(name);
        if (place != null) {
            return trial -> trial.outcome().map(one -> number(one.value(place))).orElse("");
        }
        for (Parameter parameter : Parameter.values()) {
            if (parameter.text().equals(name)) {
                return trial -> trial.text(parameter);
            }
        }
        return switch (name) {
            case "id" -> trial -> trial.id().text();
            case "seconds" -> trial -> of(trial, one -> Double.toString(one.seconds()));
            case "attempt" -> trial -> of(trial, one -> Integer.toString(one.attempt()));
            case "startedAt" -> trial -> of(trial, one -> one.startedAt().toString());
            case "host" -> trial -> of(trial, Outcome::host);
            case "reason" -> trial -> of(trial, Outcome::reason);
            case "status" -> trial -> of(trial, one -> one.status().text());
            default -> throw unknown(name, view);
        };
    }

    private static HttpProblem unknown(String name, SweepView view) {
        List<String> known = view.parameters().stream().map(Parameter::text).toList();
        return new HttpProblem(
                HttpStatus.BAD_REQUEST_400,
                "column: '" + name + "' is not allowed, expected one of " + String.join(", ", known) + ", "
                        + String.join(", ", view.columns().keySet())
                        + ", id, status, seconds, attempt, startedAt, host, reason");
    }

    private static String of(TrialEntry trial, Function<Outcome, String> what) {
        return trial.outcome().map(what).orElse("");
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
