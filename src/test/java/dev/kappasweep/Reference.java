package dev.kappasweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Oracle values that an independent PyTorch program computed, in the directory {@code reference.dir}. */
public final class Reference {
    private Reference() {}

    /** Reads one file of the directory; skips the calling test, with a message, if it is not there. */
    public static JsonNode read(String file) {
        Path path = Path.of(System.getProperty("reference.dir", "../shared/reference"), file);
        Assumptions.assumeTrue(Files.isReadable(path), "skipped: no reference values at " + path);
        try {
            return new ObjectMapper().readTree(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
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
