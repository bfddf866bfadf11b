package dev.kappasweep.data;

import dev.kappasweep.sweep.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.random.RandomGenerator;

/**
 * Named streams of random numbers derived from a seed. Streams of different names are independent, and a stream is the same on
 * every platform and Java: the generator is {@link L64X128Mix}, its state the SHA-256 of seed and name, all 256 bits of it.
 * docs/streams.md lists the names and what is drawn from each.
 */
public final class RandomStreams {
    private RandomStreams() {}

    /**
     * The stream called {@code name} of {@code seed}, at its beginning: SHA-256 of the seed as 8 bytes, highest first, and the
     * name in UTF-8; of its four longs, highest byte first, the increment and state of the congruential generator and the two
     * halves of xoroshiro's.
     */
    public static RandomGenerator stream(long seed, String name) {
        MessageDigest digest = Sha256.digest();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, seed));
        ByteBuffer state = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
        return new L64X128Mix(state.getLong(), state.getLong(), state.getLong(), state.getLong());
    }
}
