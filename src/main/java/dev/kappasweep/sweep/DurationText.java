package dev.kappasweep.sweep;

import java.util.Locale;

/** Times as a person says them. */
public final class DurationText {
    private DurationText() {}

    /** {@code 0.4 s}, {@code 42 s}, {@code 7 min}, {@code 3 h 20 min}, {@code 12 d 4 h}. */
    public static String of(double seconds) {
        if (!Double.isFinite(seconds)) {
            return "unknown";
        }
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (seconds < 99.5) {
            return Math.round(seconds) + " s";
        }
        long minutes = Math.round(seconds / 60);
        if (minutes < 100) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        return hours < 48 ? hours + " h " + minutes % 60 + " min" : hours / 24 + " d " + hours % 24 + " h";
    }
}
