package dev.kappasweep.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveReportTest {
    @ParameterizedTest
    @CsvSource({"0,2", "2999,2", "3000,3", "16000,16", "1000000,20"})
    void theMoreRunTheLessOftenTheFileIsWrittenButInTimeForItsReaders(int running, int seconds) {
        assertThat(LiveReport.secondsToNext(running)).isEqualTo(seconds);
    }
}
