package dev.kappasweep.sweep;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The identity of a trial: the first 16 hexadecimal digits of the SHA-256 of its canonical text. It depends on what is trained,
 * not on names, order, host or parallelism.
 */
public record TrialId(String text) implements Serializable, Comparable<TrialId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    public TrialId {
        Require.require(FORM.matcher(text).matches(), "trial id", "'" + text + "'", () -> "16 hexadecimal digits");
    }

    static TrialId ofCanonical(String canonical) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return new TrialId(HexFormat.of().formatHex(digest, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
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
