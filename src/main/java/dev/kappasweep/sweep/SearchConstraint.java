package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a result of a search must satisfy, {@code kappa(W1) <= 2}; those that do come before all that do not.
 *
 * @param metric in the text form of tables
 * @param atMost whether the bound is an upper one
 */
public record SearchConstraint(String metric, boolean atMost, double bound) implements Serializable {
    /** Completes the sentence "expected ...". */
    public static final String ALLOWED = "a metric, <= or >=, and a number, such as kappa(W1) <= 2";

    private static final Pattern TEXT = Pattern.compile("\\s*([^<>=\\s]+)\\s*(<=|>=)\\s*(\\S+)\\s*");

    public SearchConstraint {
        Require.text("constraint", metric);
        Require.require(Double.isFinite(bound), "constraint", bound, "a finite bound", metric);
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidInputException if {@code text} is no constraint
     */
    public static SearchConstraint parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        boolean matches =
                matcher.matches() && WrittenNumber.parse(matcher.group(3)).isPresent();
        Require.require(matches, "constraint", "'" + text + "'", ALLOWED, text);
        return new SearchConstraint(
                matcher.group(1),
                matcher.group(2).equals("<="),
                WrittenNumber.parse(matcher.group(3)).orElseThrow());
    }

    /** By how much {@code value} breaks it; 0 or less where it does not. */
    public double violation(double value) {
        return atMost ? value - bound : bound - value;
    }

    /** {@code kappa(W1) <= 2}. */
    public String text() {
        return metric + (atMost ? " <= " : " >= ") + DecimalText.shown(bound);
    }
}
