package dev.kappasweep.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.results.TrialRow;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    @BeforeAll
    static void skipWithoutFonts() {
        FigureFixture.skipWithoutFonts();
    }

    /** Each a second long, on as many lanes as given; the tenth failed. */
    private static List<TrialRow> trials(int count, int lanes) {
        TrialRow one = FigureFixture.grid().results().trials().get(0);
        List<TrialRow> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            trials.add(new TrialRow(
                    one.id(),
                    one.sweep(),
                    TrialSpec.OBJECTIVE_VERSION,
                    one.spec(),
                    new Ending(i == 9 ? TrialStatus.FAILED : TrialStatus.COMPLETED, i == 9 ? "no luck" : ""),
                    new Provenance(1, START.plusSeconds(i / lanes), 1, one.environment()),
                    one.training(),
                    one.spark()));
        }
        return trials;
    }

    private static String svg(List<TrialRow> trials) {
        return FigureFiles.svg(Timeline.of("many", trials).orElseThrow());
    }

    @Test
    void trialsThatFollowEachOtherShareALane() {
        assertThat(svg(trials(12, 3)))
                .contains("12 trials on 3 lanes, busy 100 %")
                .doesNotContain("many trials");
    }

    @Test
    void ofManyTrialsThePageStaysSmallAndAFailureIsSeen() {
        String many = svg(trials(100_000, 400));
        assertThat(many)
                .contains(
                        "100000 trials on 400 lanes, busy 100 %",
                        "50 of 400 lanes", "A bar is of many trials", "FAILED");
        assertThat(many.length()).isLessThan(2_000_000);
    }
}
