package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The short way to few digits against the long one, which rounds the exact value to more and more of them. */
class ShortestDecimalTest {
    private static void requireSame(double value) {
        assertThat(DecimalText.shortest(value))
                .isEqualTo(DecimalText.written(DecimalText.shortestDecimal(value)))
                .satisfies(text -> assertThat(Double.parseDouble(text)).isEqualTo(value));
    }

    @Test
    void ofNumbersThatPeopleWrite() {
        for (int digits = 1; digits < 2000; digits++) {
            for (int power = -12; power < 18; power++) {
                requireSame(Double.parseDouble(digits + "e" + power));
                requireSame(-Double.parseDouble(digits + "e" + power));
            }
        }
    }

    @Test
    void ofNumbersOfAnyMagnitudeAndOfTheirNeighbours() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double decimal = random.nextInt(1_000_000) / Math.pow(10, random.nextInt(12));
            if (Double.isFinite(any) && any != 0) {
                requireSame(any);
            }
            if (decimal != 0) {
                requireSame(decimal);
                requireSame(Math.nextUp(decimal));
                requireSame(Math.nextDown(decimal));
            }
        }
    }
}
