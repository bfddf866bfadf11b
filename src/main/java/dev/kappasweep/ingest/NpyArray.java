package dev.kappasweep.ingest;

import dev.kappasweep.sweep.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array in the format of numpy (NEP 1, versions 1 to 3), read from its beginning to its end: whole numbers, booleans and
 * floats. Trusts no length in what it reads.
 */
final class NpyArray {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>=|]?)([uifb])([1248])'");
    private static final Pattern ANY_TYPE = Pattern.compile("'descr'\\s*:\\s*('[^']*'|\\[.*?\\])");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]*)\\)");

    private final String item;
    private final InputStream in;
    private final char kind;
    private final int width;
    private final ByteOrder order;
    private final long[] shape;

    /**
     * Reads the header.
     *
     * @param item what messages call it
     * @throws InvalidInputException if it is not an array of numbers in C order
     */
    NpyArray(String item, InputStream in) throws IOException {
        this.item = item;
        this.in = in;
        String header = header();
        Matcher type = TYPE.matcher(header);
        if (!type.find()) {
            Matcher any = ANY_TYPE.matcher(header);
            throw refused("is of type " + (any.find() ? any.group(1) : "unknown"), "whole numbers or floats");
        }
        this.order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        this.kind = type.group(2).charAt(0);
        this.width = Integer.parseInt(type.group(3));
        if (kind == 'f' && width < Float.BYTES) {
            throw refused("is of half floats", "whole numbers, float32 or float64");
        }
        Matcher fortran = ORDER.matcher(header);
        if (fortran.find() && fortran.group(1).equals("True")) {
            throw refused("is in Fortran's order", "numpy.ascontiguousarray of it");
        }
        Matcher sizes = SHAPE.matcher(header);
        if (!sizes.find()) {
            throw refused("has no shape", "an array");
        }
        try {
            this.shape = Arrays.stream(sizes.group(1).split(",", -1))
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException e) {
            throw refused("has shape " + sizes.group(1), "one of numbers");
        }
    }

    private String header() throws IOException {
        byte[] start = exactly(MAGIC.length + 2);
        if (!Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw refused("is not in numpy's format", "an array as numpy.save writes it");
        }
        int lengthBytes = start[MAGIC.length] == 1 ? Short.BYTES : Integer.BYTES;
        ByteBuffer length = ByteBuffer.wrap(exactly(lengthBytes)).order(ByteOrder.LITTLE_ENDIAN);
        long header = lengthBytes == Short.BYTES
                ? Short.toUnsignedInt(length.getShort())
                : Integer.toUnsignedLong(length.getInt());
        if (header > LONGEST_HEADER) {
            throw refused("has a header of " + header + " bytes", "at most " + LONGEST_HEADER);
        }
        return new String(exactly((int) header), StandardCharsets.ISO_8859_1);
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw refused("breaks off", "a whole file");
        }
        return bytes;
    }

    private InvalidInputException refused(String found, String expected) {
        return new InvalidInputException(item + ": " + found + ", expected " + expected);
    }

    long[] shape() {
        return shape.clone();
    }

    /** {@code (60000, 28, 28)}. */
    String shapeText() {
        return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    /** {@code uint8} and the like. */
    String typeText() {
        String name = kind == 'u' ? "uint" : kind == 'i' ? "int" : kind == 'f' ? "float" : "bool";
        return String.format(Locale.ROOT, "%s%d", name, Byte.SIZE * width);
    }

    /** The next {@code count} numbers. */
    double[] next(int count) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.wrap(exactly(Math.multiplyExact(count, width))).order(order);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(bytes);
        }
        return numbers;
    }

    private double number(ByteBuffer bytes) {
        if (kind == 'f') {
            return width == Float.BYTES ? bytes.getFloat() : bytes.getDouble();
        }
        long bits = switch (width) {
            case Byte.BYTES -> bytes.get();
            case Short.BYTES -> bytes.getShort();
            case Integer.BYTES -> bytes.getInt();
            default -> bytes.getLong();
        };
        return kind == 'i' || width == Long.BYTES ? bits : bits & ((1L << (Byte.SIZE * width)) - 1);
    }
}
