package dev.kappasweep.server;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/** Filters and orders, as requests write them: {@code lambda=0.1,kappa(W1)<2,reason~memory} and {@code -accuracy(inf)}. */
final class Conditions {
    private static final Pattern ONE = Pattern.compile("([^<>=!~]+)(<=|>=|!=|<|>|=|~)(.*)");

    private Conditions() {}

    /** What can be asked of things of one kind. */
    @FunctionalInterface
    interface Columns<T> {
        /**
         * What a column says of each, as text; empty of those of which it says nothing.
         *
         * @throws HttpProblem if there is no such column
         */
        Function<T, String> named(String name);
    }

    static <T> Predicate<T> filter(String text, Columns<T> columns) {
        return Arrays.stream(text.split(",(?![^(\\[]*[)\\]])", -1))
                .filter(one -> !one.isBlank())
                .map(one -> condition(one.strip(), columns))
                .reduce(one -> true, Predicate::and);
    }

    private static <T> Predicate<T> condition(String text, Columns<T> columns) {
        Matcher parts = ONE.matcher(text);
        if (!parts.matches()) {
            throw new HttpProblem(
                    HttpStatus.BAD_REQUEST_400,
                    "filter: '" + text + "' is not allowed, expected NAME, one of = != < <= > >= ~, and a value");
        }
        Function<T, String> column = columns.named(parts.group(1).strip());
        String operator = parts.group(2);
        String value = parts.group(3).strip();
        Optional<Double> right = number(value);
        return one -> holds(column.apply(one), operator, value, right);
    }

    private static boolean holds(String text, String operator, String value, Optional<Double> right) {
        if (operator.equals("~")) {
            return text.contains(value);
        }
        Optional<Double> left = right.isEmpty() ? right : number(text);
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

    /** With what it is ordered by. */
    private record Keyed<T>(T one, String text, Optional<Double> number) {
        int compareTo(Keyed<T> other) {
            return number.isPresent() && other.number.isPresent()
                    ? Double.compare(number.get(), other.number.get())
                    : text.compareTo(other.text);
        }
    }

    /** By numbers where both have them, else by texts; those without a value come last, equal ones as they came. */
    static <T> List<T> sorted(List<T> all, String text, Columns<T> columns) {
        boolean falls = text.startsWith("-");
        Function<T, String> column = columns.named(falls ? text.substring(1) : text);
        Comparator<Keyed<T>> order = falls ? (first, second) -> second.compareTo(first) : Keyed::compareTo;
        return all.stream()
                .map(one -> keyed(one, column.apply(one)))
                .sorted(Comparator.<Keyed<T>, Boolean>comparing(
                                one -> one.text().isEmpty())
                        .thenComparing(order))
                .map(Keyed::one)
                .toList();
    }

    private static <T> Keyed<T> keyed(T one, String text) {
        return new Keyed<>(one, text, number(text));
    }
}
