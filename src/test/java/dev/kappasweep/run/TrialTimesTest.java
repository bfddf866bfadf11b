package dev.kappasweep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TrialTimesTest {
    @Test
    void factorIsAllSecondsOverAllCost() {
        TrialTimes times = new TrialTimes();
        assertThat(times.factor()).isEmpty();
        times.add(10, 0);
        assertThat(times.factor()).isEmpty();
        times.add(10, 5);
        times.add(20, 15);
        assertThat(times.factor()).hasValue(0.5);
    }

    @Test
    void aSlotTakesTheLongestThatIsLeft() {
        assertThat(TrialTimes.makespan(new double[0], 2)).isZero();
        assertThat(TrialTimes.makespan(new double[] {3, 3, 3}, 2)).isEqualTo(6);
        assertThat(TrialTimes.makespan(new double[] {1, 5, 2, 2}, 2)).isEqualTo(5);
        assertThat(TrialTimes.makespan(new double[] {2, 3, 4}, 1)).isEqualTo(9);
        assertThat(TrialTimes.makespan(new double[] {2, 3, 4}, 8)).isEqualTo(4);
        assertThat(TrialTimes.makespan(new double[] {7, 6, 5, 4, 3, 2, 1}, 3)).isEqualTo(10);
    }

    @Test
    void manyTrialsFillAllSlots() {
        double[] times = new double[10_001];
        Arrays.fill(times, 2);
        assertThat(TrialTimes.makespan(times, 100)).isCloseTo(200, within(2.0));
        times[5] = 1000;
        assertThat(TrialTimes.makespan(times, 100)).isEqualTo(1000);
    }
}
