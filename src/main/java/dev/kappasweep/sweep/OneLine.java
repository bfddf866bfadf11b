package dev.kappasweep.sweep;

/** Text of any length as one line, for messages, logs and reasons. */
public final class OneLine {
    private OneLine() {}

    /** Line breaks and other white space as single spaces. */
    public static String of(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** Likewise, with at most {@code most} characters before three dots. */
    public static String of(String text, int most) {
        String line = of(text);
        return line.length() <= most ? line : line.substring(0, most) + "...";
    }
}
