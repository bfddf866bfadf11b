package dev.kappasweep.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTest {
    private static final Percentage DIGITS = Percentage.withPercentage(1e-11);

    /** By mpmath with 60 digits: ncdf(z), log(ncdf(z)), log(npdf(z) + z ncdf(z)). */
    @ParameterizedTest
    @CsvSource({
        "-35, 1.1249107064724062e-268, -616.97510126192251, -620.532076675948",
        "-8, 6.2209605742717841e-16, -35.01343715991455, -37.122364261692633",
        "-1.5, 0.066807201268858066, -2.7059444008238898, -3.5299359208057099",
        "-0.3, 0.38208857781104736, -0.96210281816885067, -1.3214012449190435",
        "0, 0.5, -0.69314718055994531, -0.91893853320467274",
        "0.7, 0.75803634777692699, -0.27702394227713124, -0.17093141922474068",
        "2.5, 0.99379033467422386, -0.0062290254858600024, 0.91709206559216452",
        "8, 0.99999999999999938, -6.2209605742717861e-16, 2.0794415416798359"
    })
    void probabilitiesAreRightToTheLastDigits(double z, double below, double logBelow, double logImprovement) {
        assertThat(Normal.below(z)).isCloseTo(below, DIGITS);
        assertThat(Normal.logBelow(z)).isCloseTo(logBelow, DIGITS);
        assertThat(Normal.logImprovement(z)).isCloseTo(logImprovement, DIGITS);
    }

    @Test
    void improvementsFarFromHopeHaveALogarithm() {
        assertThat(Normal.logImprovement(-2000)).isCloseTo(-2000016.1207442023, within(1e-6));
        assertThat(Normal.logImprovement(-1e6)).isCloseTo(-500000000028.55, within(1e-2));
    }

    @Test
    void probabilitiesOfIntervalsKeepTheirDigitsInTheTails() {
        assertThat(Normal.between(8, 9)).isCloseTo(Normal.between(-9, -8), DIGITS);
        assertThat(Normal.between(-0.5, 0.5)).isCloseTo(1 - 2 * Normal.below(-0.5), DIGITS);
    }

    @Test
    void slopesAreThoseOfDifferences() {
        double h = 1e-6;
        for (double z : new double[] {-30, -3, -0.5, 0.1, 2}) {
            double ofBelow = (Normal.logBelow(z + h) - Normal.logBelow(z - h)) / (2 * h);
            double ofImprovement = (Normal.logImprovement(z + h) - Normal.logImprovement(z - h)) / (2 * h);
            assertThat(Normal.slopeOfLogBelow(z)).isCloseTo(ofBelow, within(1e-6 * Math.max(1, -z)));
            assertThat(Normal.slopeOfLogImprovement(z)).isCloseTo(ofImprovement, within(1e-6 * Math.max(1, -z)));
        }
    }
}
