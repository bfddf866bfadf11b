package dev.kappasweep.cli;

import java.util.regex.Pattern;

/** Arguments as a POSIX shell reads them. */
final class ShellText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private ShellText() {}

    /** In quotes where it needs them. */
    static String of(String argument) {
        return PLAIN.matcher(argument).matches() ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
