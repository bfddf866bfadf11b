package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kappasweep.sweep.InvalidInputException;
import dev.kappasweep.sweep.SweepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestVersionsTest {
    private static final Path FILE = Path.of("DIR/sweep.json");

    /** Renames in version 2 to 3 what the step from 1 to 2 has made. */
    private static void pretendedStep(ObjectNode sweep) {
        ObjectNode network = sweep.withObject("/network");
        network.set("activationOfEach", network.remove("activations"));
    }

    private static final ManifestVersions PRETENDED =
            new ManifestVersions(List.of(ManifestVersions.KNOWN.steps().get(0), ManifestVersionsTest::pretendedStep));

    private static JsonNode manifest(int version, String activation) throws IOException {
        return ManifestJson.mapper()
                .readTree("{\"schemaVersion\": %d, \"sweep\": {\"axes\": {}, \"network\": {%s}}}"
                        .formatted(version, activation));
    }

    @Test
    void todaysVersionIsTheOneAfterAllSteps() {
        assertThat(ManifestVersions.KNOWN.latest()).isEqualTo(Table.SCHEMA_VERSION);
    }

    @Test
    void everyEarlierVersionStaysReadableWhenTheNextOneComes() throws IOException {
        JsonNode first = PRETENDED.toCurrent(FILE, manifest(1, "\"activation\": \"relu\""));
        JsonNode second = PRETENDED.toCurrent(FILE, manifest(2, "\"activations\": [\"relu\"]"));
        JsonNode third = PRETENDED.toCurrent(FILE, manifest(3, "\"activationOfEach\": [\"relu\"]"));
        for (JsonNode json : List.of(first, second, third)) {
            assertThat(json.at("/sweep/network/activationOfEach/0").asText()).isEqualTo("relu");
            assertThat(json.at("/sweep/network").has("activations")).isFalse();
        }
        assertThat(first.path("schemaVersion").intValue()).isEqualTo(1);
        assertThat(first.at("/sweep/axes/dropout/0").asText()).isEqualTo("0");
    }

    @Test
    void laterVersionsAndNoneAreRefused() throws IOException {
        for (int version : new int[] {-1, 0, 4}) {
            JsonNode json = manifest(version, "");
            assertThatThrownBy(() -> PRETENDED.toCurrent(FILE, json))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("has schemaVersion '" + version + "', expected 1 to 3");
        }
    }

    @Test
    void theGridsOfASweepMayChange() {
        SweepSpec before = SampleSweep.withSeeds(1L, 2L);
        SweepSpec now = before.withGrids(List.of(
                SampleSweep.withSeeds(1L).grids().get(0),
                SampleSweep.withSeeds(2L).grids().get(0)));
        Manifest one = Manifest.of(before, SampleSweep.DATA);
        Manifest other = Manifest.of(now, SampleSweep.DATA);
        ManifestFile file = new ManifestFile(Path.of("DIR"));
        assertThat(file.next(one, other, Mixing.REFUSED)).isEqualTo(other);
        assertThat(file.next(other, one, Mixing.REFUSED)).isEqualTo(one);
    }
}
