package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How strongly layers are penalised: one lambda for all of them, or one for each group, a group being the penalised layers of
 * one number (E1 and D1, E2 and D2; or W1, W2, ...) in ascending order. Text form: {@code 0.1}, or {@code 0.1/0.005} for
 * lambda_1 and lambda_2 of (4.3).
 *
 * @param values each at least 0; a single one where all are equal
 */
public record Strength(List<Double> values) implements Serializable {
    private static final String SEPARATOR = "/";

    public Strength {
        Require.require(!values.isEmpty(), "lambda", "[]", "at least one value", values);
        values.forEach(value -> Require.nonNegativeFinite("lambda", value));
        // + 0.0 makes -0 the 0 that it equals
        List<Double> plain = values.stream().map(value -> value + 0.0).toList();
        values = plain.stream().distinct().count() == 1 ? plain.subList(0, 1) : plain;
        values = List.copyOf(values);
    }

    /** The same lambda for every penalised layer. */
    public static Strength of(double lambda) {
        return new Strength(List.of(lambda));
    }

    /** One strength for each lambda: the values of an axis. */
    public static List<Strength> each(double... lambdas) {
        return Arrays.stream(lambdas).mapToObj(Strength::of).toList();
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidInputException if {@code text} is not one or more numbers of at least 0
     */
    public static Strength parse(String text) {
        try {
            return new Strength(
                    Stream.of(text.split(SEPARATOR, -1)).map(Double::valueOf).toList());
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "lambda: '" + text + "' is not allowed, expected a number, or numbers with / between them", e);
        }
    }

    /** Of the first group, or of all layers: the number that curves are drawn against. */
    public double lambda() {
        return values.get(0);
    }

    /** Whether nothing is penalised. */
    public boolean isZero() {
        return values.stream().allMatch(value -> value == 0);
    }

    /** Of the group at {@code index}, counted from 0; where there is one for all, at 0. */
    double ofGroup(int index) {
        return values.get(index);
    }

    @Override
    public String toString() {
        return values.stream().map(DecimalText::plain).collect(Collectors.joining(SEPARATOR));
    }
}
