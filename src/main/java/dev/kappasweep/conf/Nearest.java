package dev.kappasweep.conf;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one was probably meant to be. */
public final class Nearest {
    private Nearest() {}

    /** The one of {@code names} with the fewest edits from {@code text}, if these are at most a third of its letters, or 2. */
    static Optional<String> to(String text, Collection<String> names) {
        int most = Math.max(2, text.length() / 3);
        return names.stream()
                .filter(name -> edits(text, name) <= Math.min(most, name.length() - 1))
                .min(Comparator.comparingInt(name -> edits(text, name)));
    }

    /** The end of a message, {@code ", did you mean 'x'?"}, or nothing. */
    public static String hint(String text, Collection<String> names) {
        return to(text, names).map(name -> ", did you mean '" + name + "'?").orElse("");
    }

    /** The Levenshtein distance, upper and lower case taken as equal. */
    static int edits(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            previous = nextRow(previous, a.charAt(i - 1), i, b);
        }
        return previous[b.length()];
    }

    private static int[] nextRow(int[] previous, char letter, int row, String b) {
        int[] current = new int[previous.length];
        current[0] = row;
        for (int j = 1; j < current.length; j++) {
            int substitution = previous[j - 1] + (letter == b.charAt(j - 1) ? 0 : 1);
            current[j] = Math.min(substitution, 1 + Math.min(previous[j], current[j - 1]));
        }
        return current;
    }
}
