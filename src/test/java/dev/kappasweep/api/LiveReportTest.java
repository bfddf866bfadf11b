package dev.kappasweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveReportTest {
    @ParameterizedTest
    @CsvSource({"0,2,10", "2999,2,10", "3000,3,10", "16000,16,16", "1000000,20,20"})
    void theMoreRunTheLessOftenTheFileIsWrittenButInTimeForItsReaders(int running, int seconds, int elsewhere) {
        assertThat(LiveReport.secondsToNext(running, true)).isEqualTo(seconds);
        assertThat(LiveReport.secondsToNext(running, false)).isEqualTo(elsewhere);
    }
}
