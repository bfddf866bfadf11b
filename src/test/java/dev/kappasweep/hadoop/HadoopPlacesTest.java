package dev.kappasweep.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.files.Places;
import dev.kappasweep.sweep.InvalidInputException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HadoopPlacesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3a://AKIA123:hush@bucket/runs",
                "s3a://AKIA123:hush/hush+hush@bucket/runs",
                "s3a://AKIA123:hush@hush@bucket/runs",
                "nowhere://AKIA123:hush@bucket/runs",
                "ftp://AKIA123:hush@bucket/runs"
            })
    void credentialsInAPlaceAreRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> Places.path(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("://***@bucket/runs' has credentials in it")
                .hasMessageContaining("expected them in Hadoop's configuration")
                .hasMessageNotContainingAny("hush", "AKIA123")
                .hasNoCause();
    }

    @Test
    void soTheyAreInAUri() {
        assertThatThrownBy(() -> Places.path(URI.create("s3a://AKIA123:hush@bucket/runs")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageNotContainingAny("hush", "AKIA123");
    }

    @Test
    void aPortAndAnAtSignOfANameAreNoCredentials() {
        for (String place : List.of("hdfs://127.0.0.1:9000/runs/of@me", "hdfs://[::1]:9000/runs/of@me")) {
            assertThat(Places.path(place)).hasToString(place);
        }
    }
}
