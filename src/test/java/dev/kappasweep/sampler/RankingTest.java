package dev.kappasweep.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static Told told(long number, List<Double> losses, Double... violations) {
        return new Told(number, new Point(number), losses, List.of(violations));
    }

    private static List<Long> best(int count, Told... told) {
        return Ranking.best(List.of(told), count).stream().map(Told::number).toList();
    }

    @Test
    void constraintsComeBeforeLossesAndFailuresLast() {
        double nan = Double.NaN;
        assertThat(best(
                        9,
                        told(0, List.of(nan), 0.0),
                        told(1, List.of(0.1), 2.0),
                        told(2, List.of(0.2), nan),
                        told(3, List.of(0.5), 0.0),
                        told(4, List.of(0.9), 1.0),
                        told(5, List.of(0.4), -1.0),
                        told(6, List.of(0.5), -1.0),
                        told(7, List.of(Double.NEGATIVE_INFINITY), 0.0)))
                .containsExactly(5L, 3L, 6L, 4L, 1L, 2L, 0L, 7L);
    }

    /** Fronts {0, 1, 2, 3}, {4, 5}, {6}; of the first the ends, then 2, with 4.5 / 6 + 7 / 9 more lonely than 1 with 1.75 / 6 + 8 / 9. */
    @Test
    void severalLossesGoByFrontAndDistance() {
        Told[] told = {
            told(0, List.of(0.0, 9.0)),
            told(1, List.of(0.25, 8.0)),
            told(2, List.of(1.5, 1.0)),
            told(3, List.of(6.0, 0.0)),
            told(4, List.of(1.0, 9.0)),
            told(5, List.of(7.0, 1.0)),
            told(6, List.of(8.0, 9.5))
        };
        assertThat(best(7, told)).containsExactly(0L, 3L, 2L, 1L, 4L, 5L, 6L);
        assertThat(best(3, told)).containsExactly(0L, 3L, 2L);
    }

    @Test
    void equalLossesAreOnOneFrontByNumber() {
        assertThat(best(
                        4,
                        told(3, List.of(1.0, 1.0)),
                        told(1, List.of(1.0, 1.0)),
                        told(2, List.of(2.0, 2.0)),
                        told(0, List.of(2.0, 2.0))))
                .containsExactly(1L, 3L, 0L, 2L);
    }
}
