package dev.kappasweep.sweep;

import java.util.regex.Pattern;

/** What may name a sweep or a table: it also becomes the name of a file. */
public final class SafeName {
    public static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** In words, as messages say what is expected. */
    public static final String ALLOWED = "1 to 64 letters, digits, '.', '_' or '-', starting with a letter or digit";

    private SafeName() {}

    static void require(String item, String name) {
        Require.require(PATTERN.matcher(name).matches(), item, "'" + name + "'", () -> ALLOWED);
    }
}
