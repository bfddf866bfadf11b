package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A solver and the most steps one solve may take. Its text form is the solver's name, with the steps in brackets where they
 * differ from the solver's default: {@code lobpcg}, {@code lanczos(12)}, {@code power(2)}.
 *
 * @param maxSteps at least 1; for {@link SolverKind#EXACT} exactly 1
 */
public record SolverSpec(SolverKind kind, int maxSteps) implements Serializable {
    /** The text form of what is used where nobody says. */
    public static final String DEFAULT = "tracking";

    private static final Pattern TEXT = Pattern.compile("([A-Za-z]+)(?:\\(([0-9]{1,6})\\))?");

    public SolverSpec {
        Require.positive("solver steps", maxSteps);
        Require.require(
                kind != SolverKind.EXACT || maxSteps == 1, "solver", "exact(" + maxSteps + ")", "exact", maxSteps);
    }

    /** The solver with its default number of steps. */
    public static SolverSpec of(SolverKind kind) {
        return new SolverSpec(kind, kind.defaultSteps());
    }

    /**
     * Reads the text form.
     *
     * @throws InvalidInputException if {@code text} is not a solver's name, or its steps are not a number of at least 1
     */
    public static SolverSpec parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidInputException("solver: '" + text + "' is not allowed, expected one of "
                    + Named.allowed(SolverKind.class) + ", optionally with the most steps as in lanczos(20)");
        }
        SolverKind kind = Named.parse(SolverKind.class, "solver", matcher.group(1));
        String steps = matcher.group(2);
        return steps == null ? of(kind) : new SolverSpec(kind, Integer.parseInt(steps));
    }

    @Override
    public String toString() {
        return maxSteps == kind.defaultSteps() ? kind.text() : kind.text() + "(" + maxSteps + ")";
    }
}
