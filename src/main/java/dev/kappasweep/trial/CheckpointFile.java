package dev.kappasweep.trial;

import dev.kappasweep.linalg.Checkpointed;
import dev.kappasweep.sweep.Sha256;
import dev.kappasweep.sweep.TrialId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A trial's state as bytes: {@code KSCP}, the version of the format, the trial's id, the length of the progress in JSON, the
 * progress, the state of the training, and the SHA-256 of all that. Numbers are big-endian, matrices in native byte order.
 */
final class CheckpointFile {
    private static final int MAGIC = 0x4b534350;
    private static final int VERSION = 1;
    private static final int ID_LENGTH = 16;
    private static final int LONGEST_PROGRESS = 1 << 26;
    private static final int DIGEST_LENGTH = 32;
    private static final int BUFFER = 1 << 16;

    private CheckpointFile() {}

    static void write(OutputStream out, TrialId trial, TrialProgress progress, Checkpointed state) throws IOException {
        DigestOutputStream digesting = new DigestOutputStream(new BufferedOutputStream(out, BUFFER), Sha256.digest());
        DataOutputStream data = new DataOutputStream(digesting);
        data.writeInt(MAGIC);
        data.writeInt(VERSION);
        data.write(trial.text().getBytes(StandardCharsets.US_ASCII));
        byte[] json = progress.toJson();
        data.writeInt(json.length);
        data.write(json);
        state.save(data);
        digesting.on(false);
        data.write(digesting.getMessageDigest().digest());
        data.flush();
    }

    /**
     * Reads to the end and compares the digest; keeps nothing.
     *
     * @throws IOException if it is not what {@link #write} made, to the last bit
     */
    static void verify(InputStream in) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] held = in.readNBytes(DIGEST_LENGTH);
        byte[] buffer = new byte[BUFFER];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            held = digestAllButTheLast(held, buffer, length, digest);
        }
        if (held.length < DIGEST_LENGTH || !MessageDigest.isEqual(held, digest.digest())) {
            throw new IOException("its digest does not fit its content");
        }
    }

    private static byte[] digestAllButTheLast(byte[] held, byte[] buffer, int length, MessageDigest digest) {
        byte[] all = Arrays.copyOf(held, held.length + length);
        System.arraycopy(buffer, 0, all, held.length, length);
        digest.update(all, 0, all.length - DIGEST_LENGTH);
        return Arrays.copyOfRange(all, all.length - DIGEST_LENGTH, all.length);
    }

    /**
     * Takes up the state of {@code trial}. Reads what {@link #verify} has accepted, but trusts no length in it.
     *
     * @param state as it was when it was made
     * @throws IOException if it is the checkpoint of something else; {@code state} is undefined then
     */
    static TrialProgress read(InputStream in, TrialId trial, Checkpointed state) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(in, BUFFER));
        require(data.readInt() == MAGIC, "it is not a checkpoint");
        int version = data.readInt();
        require(version == VERSION, "its format has version " + version + ", expected " + VERSION);
        String id = new String(data.readNBytes(ID_LENGTH), StandardCharsets.US_ASCII);
        require(id.equals(trial.text()), "it is of trial " + id);
        int length = data.readInt();
        require(length >= 0 && length <= LONGEST_PROGRESS, "a length of " + length + " is not allowed");
        byte[] json = data.readNBytes(length);
        if (json.length < length) {
            throw new EOFException("it ends too early");
        }
        TrialProgress progress = TrialProgress.ofJson(json);
        state.restore(data);
        require(data.readNBytes(DIGEST_LENGTH + 1).length == DIGEST_LENGTH, "its length does not fit the trial");
        return progress;
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }
}
