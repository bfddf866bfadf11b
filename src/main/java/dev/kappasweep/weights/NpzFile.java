package dev.kappasweep.weights;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Arrays as {@code numpy.savez} writes them: a zip archive without compression, with a file {@code NAME.npy} of version 1.0 for
 * each (NEP 1 of numpy). Equal arrays give equal bytes.
 */
public final class NpzFile {
    private static final String SUFFIX = ".npy";
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int HEADER_START = MAGIC.length + Short.BYTES;
    private static final int ALIGNMENT = 64;
    private static final int MOST_ARRAYS = 1_000;
    /** A zip archive knows none earlier. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final Pattern NAME = Pattern.compile("([A-Za-z][A-Za-z0-9]{0,15})\\.npy");

    private static final Pattern HEADER = Pattern.compile("\\{'descr': '([^']*)', 'fortran_order': False,"
            + " 'shape': \\(([0-9]{1,10}), ?(?:([0-9]{1,10}))?\\), \\} *\n");

    private NpzFile() {}

    /** Does not close {@code out}. */
    public static void write(OutputStream out, List<NamedArray> arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
        for (NamedArray array : arrays) {
            byte[] header = header(array);
            zip.putNextEntry(entry(array, header));
            zip.write(header);
            zip.write(content(array));
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }

    public static byte[] bytes(List<NamedArray> arrays) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, arrays);
        return out.toByteArray();
    }

    private static byte[] content(NamedArray array) {
        ByteBuffer bytes = array.bytes();
        byte[] content = new byte[bytes.remaining()];
        bytes.get(content);
        return content;
    }

    /** A zip archive without compression says sizes and checksum before what they are of. */
    private static ZipEntry entry(NamedArray array, byte[] header) {
        CRC32 sum = new CRC32();
        sum.update(header);
        sum.update(array.bytes());
        ZipEntry entry = new ZipEntry(array.name() + SUFFIX);
        entry.setTimeLocal(NO_TIME);
        entry.setSize((long) header.length + array.bytes().remaining());
        entry.setCrc(sum.getValue());
        return entry;
    }

    /** Ends in a line end, filled up with spaces so that the numbers begin at a multiple of 64. */
    private static byte[] header(NamedArray array) {
        List<String> sizes = array.shape().stream().map(String::valueOf).toList();
        String shape = sizes.size() == 1 ? sizes.get(0) + "," : String.join(", ", sizes);
        String text =
                "{'descr': '" + array.type().numpyName() + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int length = (HEADER_START + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - HEADER_START;
        String padded = text + " ".repeat(length - text.length() - 1) + "\n";
        return ByteBuffer.allocate(HEADER_START + length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) length)
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /**
     * The arrays in their order. Trusts no length in what it reads.
     *
     * @throws IOException if it is not what {@link #write} makes of matrices and vectors, or not to the last bit
     */
    public static List<NamedArray> read(InputStream in) throws IOException {
        ZipInputStream zip = new ZipInputStream(new BufferedInputStream(in));
        List<NamedArray> arrays = new ArrayList<>();
        for (Optional<ZipEntry> entry = next(zip); entry.isPresent(); entry = next(zip)) {
            Matcher name = NAME.matcher(entry.get().getName());
            require(name.matches() && arrays.size() < MOST_ARRAYS, "it holds something else than arrays");
            // Nothing is unpacked, so that no array is larger than its file.
            require(entry.get().getMethod() == ZipEntry.STORED, "it is compressed");
            arrays.add(read(name.group(1), zip));
            require(zip.read() < 0, name.group(1) + " is longer than its shape says");
        }
        require(!arrays.isEmpty(), "it is not an archive of arrays");
        return arrays;
    }

    private static Optional<ZipEntry> next(ZipInputStream zip) throws IOException {
        try {
            return Optional.ofNullable(zip.getNextEntry());
        } catch (IllegalArgumentException e) { // of a name that is no text
            throw new IOException("it holds something else than arrays", e);
        }
    }

    private static NamedArray read(String name, InputStream in) throws IOException {
        require(Arrays.equals(exactly(in, MAGIC.length), MAGIC), name + " is not in numpy's format 1.0");
        int length = Short.toUnsignedInt(ByteBuffer.wrap(exactly(in, Short.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getShort());
        String header = new String(exactly(in, length), StandardCharsets.US_ASCII);
        Matcher matcher = HEADER.matcher(header);
        require(matcher.matches(), name + " is not a matrix or vector of numbers");
        NumberType type = NumberType.named(matcher.group(1))
                .orElseThrow(() -> new IOException(name + " has numbers of type " + matcher.group(1)));
        List<Integer> shape = shape(name, matcher);
        long size = NamedArray.size(type, shape);
        require(size <= Integer.MAX_VALUE, name + " is too large");
        return new NamedArray(name, type, shape, exactly(in, (int) size));
    }

    private static List<Integer> shape(String name, Matcher header) throws IOException {
        List<Long> sizes = Stream.of(2, 3)
                .flatMap(group -> Stream.ofNullable(header.group(group)))
                .map(Long::valueOf)
                .toList();
        require(sizes.stream().allMatch(size -> size > 0 && size <= Integer.MAX_VALUE), name + " has no such shape");
        return sizes.stream().map(Math::toIntExact).toList();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it ends too early");
        }
        return bytes;
    }

    private static void require(boolean holds, String otherwise) throws IOException {
        if (!holds) {
            throw new IOException(otherwise);
        }
    }
}
