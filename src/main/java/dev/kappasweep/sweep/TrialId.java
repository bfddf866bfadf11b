package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * The identity of a trial: the first 16 hexadecimal digits of the SHA-256 of its canonical text. It depends on what is trained,
 * not on names, order, host or parallelism.
 */
public record TrialId(String text) implements Serializable, Comparable<TrialId> {
    private static final int DIGITS = 16;

    public TrialId {
        Require.require(hasForm(text), "trial id", "'" + text + "'", () -> "16 hexadecimal digits");
    }

    /** Without a pattern: millions are read from tables. */
    private static boolean hasForm(String text) {
        boolean isHex = text.length() == DIGITS;
        for (int i = 0; isHex && i < DIGITS; i++) {
            char digit = text.charAt(i);
            isHex = (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
        }
        return isHex;
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
