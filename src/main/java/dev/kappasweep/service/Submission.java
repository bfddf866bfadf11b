package dev.kappasweep.service;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A sweep as somebody hands it in.
 *
 * @param file the sweep file's text
 * @param key of the client's own, by which it may hand the same in again
 * @param priority a sweep with a higher one goes first
 */
public record Submission(String file, Optional<String> key, String owner, int priority) {
    /** Priorities lie between this and its negative. */
    public static final int MOST_PRIORITY = 1_000;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,127}");

    public Submission {
        key.filter(text -> !KEY.matcher(text).matches()).ifPresent(text -> {
            throw new InvalidInputException(
                    "key: '" + text + "' is not allowed, expected 1 to 128 letters, digits, '.', '_', ':' or '-',"
                            + " starting with a letter or digit");
        });
        requirePriority(priority);
    }

    static void requirePriority(int priority) {
        if (Math.abs((long) priority) > MOST_PRIORITY) {
            throw new InvalidInputException("priority: " + priority + " is not allowed, expected a whole number from "
                    + -MOST_PRIORITY + " to " + MOST_PRIORITY);
        }
    }
}
