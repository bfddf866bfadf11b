package dev.kappasweep.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 digests of files and of sets of files, as 64 lower-case hexadecimal digits. */
final class Sha256 {
    private Sha256() {}

    /** The digest of the parts one after another. */
    static String hex(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The digest of a set: that of its files' hexadecimal digests, one a line, in the order of {@link IdxPart}. So
     * {@code sha256sum < FILE | cut -c1-64} for each file, piped to {@code sha256sum}, gives it too.
     */
    static String ofSet(List<String> fileDigests) {
        return hex((String.join("\n", fileDigests) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
