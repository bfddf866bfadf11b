package dev.kappasweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Oracle values that an independent PyTorch program computed, in {@value #DIRECTORY} or the directory that the system property
 * {@value #PROPERTY} names; {@code make_reference.py} beside them computes them anew.
 */
public final class Reference {
    static final String DIRECTORY = "src/test/resources/reference";

    private static final String PROPERTY = "reference.dir";

    private Reference() {}

    /**
     * Reads one file of the directory.
     *
     * @throws UncheckedIOException if it is not there: a test without its oracle has failed
     */
    public static JsonNode read(String file) {
        Path path = Path.of(System.getProperty(PROPERTY, DIRECTORY), file);
        try {
            return new ObjectMapper().readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("no reference values: cannot read " + path.toAbsolutePath(), e);
        }
    }

    /** The numbers of a JSON array, or of an array of arrays row by row. */
    public static double[] numbers(JsonNode node) {
        return java.util.stream.StreamSupport.stream(node.spliterator(), false)
                .flatMapToDouble(element -> element.isArray()
                        ? java.util.Arrays.stream(numbers(element))
                        : java.util.stream.DoubleStream.of(element.asDouble()))
                .toArray();
    }
}
