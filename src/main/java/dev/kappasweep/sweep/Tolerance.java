package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a measured value may be from a published one.
 *
 * @param kind what the distance comes from
 * @param amount {@link Kind#FIXED}: the distance, in the unit of the table; {@link Kind#SEEDS}: the standard deviation of what
 *     makes the published number uncertain beside its seed, such as a test set of 1000 images; 0 of {@link Kind#NONE}
 */
public record Tolerance(Kind kind, double amount) implements Serializable {
    /** The value is shown and not compared. */
    public static final Tolerance NONE = new Tolerance(Kind.NONE, 0);

    /** What the published number is allowed to be as one more seed. */
    public static final Tolerance SEEDS = new Tolerance(Kind.SEEDS, 0);

    private static final String SEEDS_TEXT = "seeds";
    private static final Pattern SEEDS_AND = Pattern.compile(SEEDS_TEXT + " ?\\+ ?(.+)");

    /** Where the distance comes from. */
    public enum Kind {
        /** A number. */
        FIXED,
        /** The spread of the seeds that were run: the published value must lie where one more run would. */
        SEEDS,
        /** Nothing is compared. */
        NONE
    }

    public Tolerance {
        Require.nonNegativeFinite("published tolerance", amount);
    }

    /** A distance in the unit of the table, at least 0. */
    public static Tolerance of(double distance) {
        return new Tolerance(Kind.FIXED, distance);
    }

    /** The spread of the seeds, and beside it an error of this standard deviation. */
    public static Tolerance seedsAnd(double standardDeviation) {
        return new Tolerance(Kind.SEEDS, standardDeviation);
    }

    /** What {@link #toString} has made; a number alone is a distance. */
    public static Tolerance parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        if (text.equals(SEEDS_TEXT)) {
            return SEEDS;
        }
        Matcher seeds = SEEDS_AND.matcher(text);
        try {
            return seeds.matches() ? seedsAnd(Double.parseDouble(seeds.group(1))) : of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            throw new InvalidInputException(
                    "tolerance: '" + text + "' is not allowed, expected a number, 'seeds', 'seeds + NUMBER' or 'none'",
                    e);
        }
    }

    @Override
    public String toString() {
        return switch (kind) {
            case FIXED -> Double.toString(amount);
            case SEEDS -> amount == 0 ? SEEDS_TEXT : SEEDS_TEXT + " + " + amount;
            case NONE -> "none";
        };
    }
}
