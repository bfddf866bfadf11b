package dev.kappasweep.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * A gzip stream that knows how many compressed bytes it took, so that bytes after its end can be refused:
 * {@link GZIPInputStream} passes over them in silence.
 */
final class SoleGzipMember extends GZIPInputStream {
    private static final int BUFFER = 1 << 16;
    private static final int TRAILER = 8;

    private final long header;

    SoleGzipMember(InputStream compressed) throws IOException {
        this(new Counting(compressed));
    }

    private SoleGzipMember(Counting compressed) throws IOException {
        super(compressed, BUFFER);
        // The superclass has read the header and nothing after it.
        header = compressed.count;
    }

    /** Compressed bytes from the first of the header to the last of the trailer; meaningful once all content is read. */
    long compressedLength() {
        return header + inf.getBytesRead() + TRAILER;
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int got = super.read(target, offset, length);
            count += Math.max(got, 0);
            return got;
        }
    }
}
