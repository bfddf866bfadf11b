package dev.kappasweep.data;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Reads IDX files of unsigned bytes, gzip or not, that nobody has checked yet. What the header claims is held against the
 * length of the file before anything of that size is allocated, and no more than the claim is ever decompressed. A file is
 * gzip if its first two bytes say so, whatever its name: browsers like to decompress and keep the name.
 */
final class IdxReader {
    /** The most values that a file may hold: 1 GiB, about 1.3 million images of MNIST's size. */
    static final long MAX_VALUES = 1L << 30;

    /** Deflate spends at least two bits on the 258 bytes of its longest match. */
    private static final long MAX_DEFLATE_RATIO = 1032;

    private static final int GZIP_MAGIC = 0x1f8b;

    private final String source;
    private final long length;
    private final int dimensions;

    private IdxReader(String source, long length, int dimensions) {
        this.source = source;
        this.length = length;
        this.dimensions = dimensions;
    }

    /** @throws InvalidInputException if the file cannot be read or is not an IDX file of so many dimensions */
    static IdxArray read(Path file, int dimensions) {
        try (InputStream in = Files.newInputStream(file)) {
            return new IdxReader(file.toString(), Files.size(file), dimensions).read(in);
        } catch (IOException e) {
            throw new InvalidInputException(file + ": cannot be read (" + e + "), expected an IDX file", e);
        }
    }

    /**
     * Reads a file that is in memory.
     *
     * @param source what messages call it
     * @throws InvalidInputException if it is not an IDX file of so many dimensions
     */
    static IdxArray read(String source, byte[] file, int dimensions) {
        try {
            return new IdxReader(source, file.length, dimensions).read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new InvalidInputException(source + ": cannot be read (" + e + "), expected an IDX file", e);
        }
    }

    /** Whether the first bytes of {@code file} are those of a gzip stream. */
    static boolean isGzip(byte[] file) {
        return file.length > 1 && ((file[0] & 0xff) << 8 | (file[1] & 0xff)) == GZIP_MAGIC;
    }

    private IdxArray read(InputStream file) throws IOException {
        InputStream in = new BufferedInputStream(file);
        in.mark(2);
        int start = in.read() << 8 | in.read();
        in.reset();
        return start == GZIP_MAGIC ? readGzip(in) : readPlain(in);
    }

    private IdxArray readPlain(InputStream in) throws IOException {
        int[] shape = readShape(in);
        long expected = headerLength() + count(shape);
        if (length != expected) {
            throw refused("has " + length + " bytes", expected + " for " + describe(shape));
        }
        return new IdxArray(shape, readValues(in, shape));
    }

    private IdxArray readGzip(InputStream compressed) throws IOException {
        try (SoleGzipMember in = new SoleGzipMember(compressed)) {
            int[] shape = readShape(in);
            long possible = length * MAX_DEFLATE_RATIO;
            if (headerLength() + count(shape) > possible) {
                throw refused(
                        "claims " + describe(shape),
                        "no more than the " + possible + " bytes that gzip of its size holds");
            }
            byte[] values = readValues(in, shape);
            refuseTrailing(in, shape);
            return new IdxArray(shape, values);
        } catch (IOException e) {
            throw new InvalidInputException(
                    source + ": breaks off or is damaged (" + e.getMessage() + "), expected a whole gzip file", e);
        }
    }

    private int[] readShape(InputStream in) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(headerLength()));
        if (header.remaining() < headerLength()) {
            throw refused("ends after " + header.remaining() + " bytes", "a header of " + headerLength());
        }
        int magic = header.getInt();
        if (magic != IdxArray.magic(dimensions)) {
            throw refused(
                    "starts with 0x%08x".formatted(magic),
                    "0x%08x: unsigned bytes in %d dimensions".formatted(IdxArray.magic(dimensions), dimensions));
        }
        int[] shape = new int[dimensions];
        header.asIntBuffer().get(shape);
        return shape;
    }

    /** The number of values, which is known to fit an array when this returns. */
    private long count(int[] shape) {
        long count = 1;
        for (int size : shape) {
            // Sizes are unsigned; the product of two of them fits as long as the first is at most MAX_VALUES.
            count *= Integer.toUnsignedLong(size);
            if (count < 1 || count > MAX_VALUES) {
                throw refused("claims " + describe(shape), "from 1 to " + MAX_VALUES + " values");
            }
        }
        return count;
    }

    private byte[] readValues(InputStream in, int[] shape) throws IOException {
        int count = (int) count(shape);
        HeapLimit.requireFits(source, count);
        byte[] values = new byte[count];
        int got = in.readNBytes(values, 0, values.length);
        if (got < values.length) {
            throw refused("ends after " + got + " values", values.length + " for " + describe(shape));
        }
        return values;
    }

    private void refuseTrailing(SoleGzipMember in, int[] shape) throws IOException {
        if (in.read() >= 0) {
            throw refused("goes on after its last value", "an end after " + describe(shape));
        }
        if (in.compressedLength() != length) {
            throw refused("has other bytes after its gzip stream", "one gzip stream and nothing more");
        }
    }

    private int headerLength() {
        return IdxArray.headerLength(dimensions);
    }

    private static String describe(int[] shape) {
        return Arrays.stream(shape)
                .mapToObj(Integer::toUnsignedString)
                .collect(Collectors.joining(" x ", "", " values"));
    }

    private InvalidInputException refused(String found, String expected) {
        return new InvalidInputException(source + ": " + found + ", expected " + expected);
    }
}
