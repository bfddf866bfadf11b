package dev.kappasweep.data;

import dev.kappasweep.sweep.Sha256;
import java.util.List;

/**
 * The digest of a set of files: that of their hexadecimal digests, one a line, in the order of {@link IdxPart}. So
 * {@code sha256sum < FILE | cut -c1-64} for each file, piped to {@code sha256sum}, gives it too.
 */
final class SetDigest {
    private SetDigest() {}

    static String of(List<String> fileDigests) {
        return Sha256.hex(String.join("\n", fileDigests) + "\n");
    }
}
