package dev.kappasweep.conf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SweepSchemaTest {
    private static final JsonNode SCHEMA = SweepSchema.schema();

    private static JsonNode at(String path) {
        return SCHEMA.at("/properties/" + path.replaceFirst("^([a-z]+)\\.", "$1/properties/"));
    }

    /** {@code kappasweep schema > docs/sweep.schema.json} makes it. */
    @Test
    void theFileInDocsIsTodays() throws IOException {
        JsonNode stored =
                new JsonMapper().readTree(Path.of("docs/sweep.schema.json").toFile());
        assertThat(stored).isEqualTo(new JsonMapper().readTree(SCHEMA.toString()));
    }

    @Test
    void everyKeyIsThereWithWhatItMayBe() {
        assertThat(SweepKeys.ALL)
                .allSatisfy(key -> assertThat(at(key.path()).path("description").asText())
                        .as(key.path())
                        .isEqualTo("Expected: " + key.allowed() + "."));
        assertThat(at("network.activation").at("/anyOf/0/enum").toString()).contains("relu", "sigmoid");
        assertThat(at("network.hidden").at("/items/type").asText()).isEqualTo("integer");
        assertThat(at("training.learningRate").path("default").asText()).isEqualTo("1e-4");
        assertThat(at("axes.lambda")
                        .at("/anyOf/0/items/anyOf/0/anyOf/1/items/type/0")
                        .asText())
                .isEqualTo("number");
        assertThat(at("axes.network.dropout").path("anyOf"))
                .isEqualTo(at("axes.dropout").path("anyOf"));
        assertThat(SCHEMA.at("/properties/grids/items/properties/seed/anyOf")).hasSize(3);
        assertThat(SCHEMA.at("/properties/axes/additionalProperties").asBoolean(true))
                .isFalse();
    }

    @Test
    void everySweepFileOfTheProjectNamesIt() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf"))) {
            List<Path> sweeps =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(sweeps)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file).get(0))
                            .isEqualTo("# yaml-language-server: $schema=../docs/sweep.schema.json"));
        }
    }
}
