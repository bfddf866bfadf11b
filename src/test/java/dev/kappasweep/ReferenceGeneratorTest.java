package dev.kappasweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle's values against those of numpy, from the formulas in {@code make_reference.py}. */
class ReferenceGeneratorTest {
    private static final Path STORED = Path.of(Reference.DIRECTORY);
    private static final int IMAGES = 64;
    private static final int SIDE = 28;

    private final ObjectMapper mapper = new ObjectMapper();

    @TempDir
    private Path directory;

    private Path python = Path.of("");

    @BeforeEach
    void numpyIsThere() {
        python = Prerequisite.numpy();
    }

    private Run generator(String... arguments) {
        Stream<String> script =
                Stream.of(python.toString(), STORED.resolve("make_reference.py").toString());
        return Run.of(Stream.concat(script, Arrays.stream(arguments)).toList());
    }

    @Test
    void storedValuesComeOutAgain() {
        Run check = generator("check");
        assertThat(check.code()).as(check.output()).isZero();
        assertThat(check.output()).contains("14 cases", "17 trajectories");
    }

    @Test
    void valuesThatDifferAreNamed() throws IOException {
        JsonNode regularizers =
                mapper.readTree(STORED.resolve("regularizers.json").toFile());
        ObjectNode first = (ObjectNode) regularizers.at("/cases/0/conditionNumber");
        first.put("value", first.get("value").asDouble() * (1 + 1e-11));
        ((ObjectNode) regularizers.at("/cases/1/logCondition")).remove("gradient");
        mapper.writeValue(directory.resolve("regularizers.json").toFile(), regularizers);
        JsonNode trajectories =
                mapper.readTree(STORED.resolve("trajectories.json").toFile());
        ArrayNode row = (ArrayNode) trajectories.at("/trajectories/8/final/weights/3/0");
        row.set(0, row.get(0).asDouble() + 1e-9);
        mapper.writeValue(directory.resolve("trajectories.json").toFile(), trajectories);

        Run check = generator("check", directory.toString());

        assertThat(check.code()).isEqualTo(1);
        assertThat(check.output().lines().filter(line -> line.contains(": ") && !line.endsWith("differences:")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("gaussian 5x5: conditionNumber value differs by 3.1e-12"),
                        line -> assertThat(line)
                                .isEqualTo("tall 12x7: logCondition with a gradient is False in the file, True here"),
                        line -> assertThat(line).startsWith("autoencoder tikhonov: weights differs by 1e-09"));
    }

    /** A run of table1.json in small: of its 60 000 images a few drawn at random. */
    @Test
    void networkOfTable1Trains() throws IOException {
        Random random = new Random(1);
        for (String part : List.of("train", "t10k")) {
            byte[] pixels = new byte[IMAGES * SIDE * SIDE];
            random.nextBytes(pixels);
            byte[] labels = new byte[IMAGES];
            for (int i = 0; i < IMAGES; i++) {
                labels[i] = (byte) random.nextInt(10);
            }
            idx(part + "-images-idx3-ubyte", pixels, IMAGES, SIDE, SIDE);
            idx(part + "-labels-idx1-ubyte", labels, IMAGES);
        }

        Run training = generator("table1", "--mnist", directory.toString(), "--lambda", "1", "--epochs", "1");

        assertThat(training.code()).as(training.output()).isZero();
        JsonNode stored = Reference.read("table1.json").at("/runs/1");
        JsonNode run =
                mapper.readTree(training.output().substring(training.output().indexOf("\n{\n")));
        assertThat(run.at("/initial/kappa").asDouble())
                .isCloseTo(stored.at("/initial/kappa").asDouble(), within(0.05));
        assertThat(run.at("/epochs/0/kappa").asDouble())
                .isLessThan(run.at("/initial/kappa").asDouble());
        for (String object : List.of("/epochs/0", "/accuracy")) {
            assertThat(run.at(object).fieldNames())
                    .toIterable()
                    .containsExactlyElementsOf(() -> stored.at(object).fieldNames());
        }
    }

    private void idx(String name, byte[] bytes, int... dimensions) throws IOException {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + bytes.length);
        file.putInt(0x0800 + dimensions.length);
        Arrays.stream(dimensions).forEach(file::putInt);
        file.put(bytes);
        Files.write(directory.resolve(name), file.array());
    }
}
