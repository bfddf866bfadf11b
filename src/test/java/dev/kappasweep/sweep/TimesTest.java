package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "NaN, unknown",
        "Infinity, unknown",
        "0, 0.0 s",
        "0.44, 0.4 s",
        "9.94, 9.9 s",
        "9.95, 10 s",
        "99.4, 99 s",
        "99.5, 2 min",
        "420, 7 min",
        "5940, 99 min",
        "6000, 1 h 40 min",
        "12000, 3 h 20 min",
        "172740, 47 h 59 min",
        "172800, 2 d 0 h",
        "1051200, 12 d 4 h"
    })
    void timesAreSaidInTheUnitThatAPersonWouldTake(double seconds, String text) {
        assertThat(DurationText.of(seconds)).isEqualTo(text);
    }

    @Test
    void spansAreNumbersOfSeconds() {
        assertThat(Seconds.ofNanos(1_500_000_000)).isEqualTo(1.5);
        assertThat(Seconds.of(Duration.ofSeconds(2, 500_000_000))).isEqualTo(2.5);
        assertThat(Seconds.since(System.nanoTime() - 2_000_000_000L)).isBetween(2.0, 120.0);
    }

    @Test
    void noTimeIsTooLongWhereNoneIsSet() {
        assertThat(RunSpec.DEFAULT.hasTimeout()).isFalse();
        assertThat(new RunSpec(5, 0, false, 10, "", false).hasTimeout()).isTrue();
        assertThat(RunSpec.DEFAULT.hasCheckpoints()).isTrue();
        assertThat(new RunSpec(5, 0, false, Double.POSITIVE_INFINITY, "", false).hasCheckpoints())
                .isFalse();
    }
}
