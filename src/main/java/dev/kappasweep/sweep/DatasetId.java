package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * The data that a trial saw. Equal where the digests are: the name says only how it was found.
 *
 * @param name as in {@link DatasetSpec}
 * @param sha256 digest of the decompressed files or of the drawn images and labels, 64 lower-case hexadecimal digits
 */
public record DatasetId(String name, String sha256) implements Serializable {
    public DatasetId {
        Require.text("dataset", name);
        Require.require(
                sha256.matches("[0-9a-f]{64}"), "dataset digest", "'" + sha256 + "'", "64 hexadecimal digits", sha256);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DatasetId data && sha256.equals(data.sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
