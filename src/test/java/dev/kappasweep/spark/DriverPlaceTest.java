package dev.kappasweep.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DriverPlaceTest {
    private static DriverPlace of(Map<String, String> settings) {
        return DriverPlace.of(settings::get);
    }

    @Test
    void sparkSubmitSaysWhereTheDriverIs() {
        assertThat(of(Map.of())).isEqualTo(DriverPlace.HERE);
        assertThat(of(Map.of("spark.master", "yarn", "spark.submit.deployMode", "client")))
                .isEqualTo(DriverPlace.HERE);
        assertThat(of(Map.of("spark.master", "yarn", "spark.submit.deployMode", "cluster")))
                .isEqualTo(DriverPlace.YARN);
        assertThat(of(Map.of("spark.master", "spark://a-host:7077", "spark.submit.deployMode", "cluster")))
                .isEqualTo(DriverPlace.CLUSTER);
        assertThat(of(Map.of(
                        "spark.master", "k8s://a-host",
                        "spark.submit.deployMode", "client",
                        "spark.kubernetes.submitInDriver", "true")))
                .as("in a pod")
                .isEqualTo(DriverPlace.CLUSTER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"runs/mine", "/shared/runs/mine", "./a:/b"})
    void pathIsRefusedWhereTheClusterHasChosenTheMachine(String out) {
        DriverPlace.HERE.requireLasting(out);
        for (DriverPlace place : new DriverPlace[] {DriverPlace.YARN, DriverPlace.CLUSTER}) {
            assertThatThrownBy(() -> place.requireLasting(out))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("out: '" + out + "' would be a directory of whichever machine")
                    .hasMessageContaining("file:///")
                    .hasMessageContaining("--deploy-mode client");
        }
    }

    @ParameterizedTest
    @EnumSource
    void uriSaysThatThePlaceIsTheSameFromEveryMachine(DriverPlace place) {
        assertThatCode(() -> place.requireLasting("file:///shared/runs of mine"))
                .doesNotThrowAnyException();
    }
}
