package dev.kappasweep.conf;

/**
 * One thing that is wrong with a sweep file.
 *
 * @param line counted from 1; 0 where it is no line's
 * @param key as a path, such as {@code training.epochs}; empty where it is no key's
 * @param value as it stands in the file, shortened; empty where it is no value's
 * @param allowed in words; empty where the message says it
 * @param meant the name that a misspelt one was probably meant to be; may be empty
 * @param message all of it in one line
 */
public record SweepProblem(int line, String key, String value, String allowed, String meant, String message) {
    /** Of the file as a whole. */
    static SweepProblem of(String message) {
        return new SweepProblem(0, "", "", "", "", message);
    }
}
