package dev.kappasweep.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RacingTest {
    private static final int REPEATS = 20_000;

    @Test
    void oneDifferenceSaysNothingAndEqualOnesSayAll() {
        assertThat(Racing.isSurelyWorse(List.of(5.0))).isFalse();
        assertThat(Racing.isSurelyWorse(List.of(1.0, 1.0))).isTrue();
        assertThat(Racing.isSurelyWorse(List.of(-1.0, -1.0))).isFalse();
        // t = 6.314 is the 95 % point of one degree of freedom
        assertThat(Racing.isSurelyWorse(List.of(1.0, 1.37))).isTrue();
        assertThat(Racing.isSurelyWorse(List.of(1.0, 1.38))).isFalse();
    }

    /** How many of the candidates stop before their last seed, whose mean difference is so many deviations. */
    private static double stopped(double difference, int seeds) {
        Random random = new Random(7);
        int stopped = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            List<Double> differences = new ArrayList<>();
            boolean isWorse = false;
            for (int seed = 0; seed < seeds && !isWorse; seed++) {
                differences.add(difference + random.nextGaussian());
                isWorse = seed < seeds - 1 && Racing.isSurelyWorse(differences);
            }
            stopped += isWorse ? 1 : 0;
        }
        return stopped / (double) REPEATS;
    }

    /** The rates of docs/search.md: of 3, 5 and 10 seeds, for a candidate that is as good, one deviation worse, three worse, and one better. */
    @ParameterizedTest
    @CsvSource({
        "0, 3, 0.05",
        "0, 5, 0.10",
        "0, 10, 0.16",
        "1, 3, 0.18",
        "1, 5, 0.55",
        "1, 10, 0.915",
        "3, 3, 0.495",
        "3, 5, 0.99",
        "-1, 10, 0.017",
    })
    void theRatesThatThePageGivesAreThoseOfTheRule(double difference, int seeds, double rate) {
        assertThat(stopped(difference, seeds)).isCloseTo(rate, within(0.012));
    }
}
