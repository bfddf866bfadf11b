package dev.kappasweep.table;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Filters and orders, as people write them: {@code lambda=0.1,kappa(W1)<2,reason~memory} and {@code -accuracy(inf)}. Numbers are compared as numbers, and what
 * commas separate has to hold all together.
 */
public final class Conditions {
    private static final Pattern ONE = Pattern.compile("([^<>=!~]+)(<=|>=|!=|<|>|=|~)(.*)");

    /** A comma that is in no brackets. */
    private static final String BETWEEN = ",(?![^(\\[]*[)\\]])";

    private Conditions() {}

    /** What can be asked of things of one kind. */
    @FunctionalInterface
    public interface Columns<T> {
        /**
         * What a column says of each, as text; empty of those of which it says nothing.
         *
         * @throws RuntimeException if there is no such column
         */
        Function<T, String> named(String name);
    }

    /**
     * Whether all conditions of {@code text} hold; a blank one always does.
     *
     * @param item named in messages
     * @throws InvalidInputException if it is something else
     */
    public static <T> Predicate<T> filter(String item, String text, Columns<T> columns) {
        return each(text).map(one -> condition(parts(item, one), columns)).reduce(one -> true, Predicate::and);
    }

    /**
     * The columns that {@code text} asks for.
     *
     * @throws InvalidInputException as {@link #filter}
     */
    public static List<String> names(String item, String text) {
        return each(text).map(one -> name(parts(item, one))).toList();
    }

    private static Stream<String> each(String text) {
        return Stream.of(text.split(BETWEEN, -1)).filter(one -> !one.isBlank()).map(String::strip);
    }

    private static Matcher parts(String item, String text) {
        Matcher parts = ONE.matcher(text);
        if (!parts.matches()) {
            throw new InvalidInputException(
                    item + ": '" + text + "' is not allowed, expected NAME, one of = != < <= > >= ~, and a value");
        }
        return parts;
    }

    private static String name(Matcher parts) {
        return parts.group(1).strip();
    }

    private static <T> Predicate<T> condition(Matcher parts, Columns<T> columns) {
        Function<T, String> column = columns.named(name(parts));
        String operator = parts.group(2);
        String value = withoutBrackets(parts.group(3).strip());
        Optional<Double> right = number(value);
        return one -> holds(column.apply(one), operator, value, right);
    }

    /** Lists read without: {@code network.hidden=[256,32]}. */
    private static String withoutBrackets(String value) {
        return value.startsWith("[") && value.endsWith("]")
                ? value.substring(1, value.length() - 1).replace(" ", "")
                : value;
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

    /**
     * With what it is ordered by.
     *
     * @param number NaN of what is none
     */
    private record Keyed<T>(T one, String text, double number) {
        static <T> Keyed<T> of(T one, String text) {
            return new Keyed<>(one, text, Conditions.number(text).orElse(Double.NaN));
        }

        /** Numbers, then texts, then what has no value. */
        int kind() {
            return text.isEmpty() ? 2 : Double.isNaN(number) ? 1 : 0;
        }

        int compareTo(Keyed<T> other) {
            return Double.isNaN(number) ? text.compareTo(other.text) : Double.compare(number, other.number);
        }
    }

    /**
     * Numbers by their values before other texts; those without a value come last, equal ones as they came.
     *
     * @param text a column, with {@code -} before it where the largest comes first
     */
    public static <T> List<T> sorted(List<T> all, String text, Columns<T> columns) {
        int sign = text.startsWith("-") ? -1 : 1;
        Function<T, String> column = columns.named(text.substring(sign < 0 ? 1 : 0));
        Comparator<Keyed<T>> order = (first, second) ->
                first.kind() != second.kind() ? first.kind() - second.kind() : sign * first.compareTo(second);
        return all.stream()
                .map(one -> Keyed.of(one, column.apply(one)))
                .sorted(order)
                .map(Keyed::one)
                .toList();
    }
}
