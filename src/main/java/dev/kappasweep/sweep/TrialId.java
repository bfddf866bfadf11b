package dev.kappasweep.sweep;

import java.io.Serializable;
import java.util.regex.Pattern;

/**
 * The identity of a trial: the first 16 hexadecimal digits of the SHA-256 of its canonical text. It depends on what is trained,
 * not on names, order, host or parallelism.
 */
public record TrialId(String text) implements Serializable, Comparable<TrialId> {
    private static final int DIGITS = 16;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

    public TrialId {
        Require.require(FORM.matcher(text).matches(), "trial id", "'" + text + "'", () -> "16 hexadecimal digits");
    }

    static TrialId ofCanonical(String canonical) {
        return new TrialId(Sha256.hex(canonical).substring(0, DIGITS));
    }

    @Override
    public int compareTo(TrialId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
