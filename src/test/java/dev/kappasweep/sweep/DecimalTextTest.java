package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTextTest {
    /** Java before 19 writes 2.0E-3 as it is here, but 2.2E-322, 1.0E23 and 2.0E-44 and others with a digit more or another last one. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, -0.0",
        "NaN, NaN",
        "Infinity, Infinity",
        "1, 1.0",
        "-32, -32.0",
        "1e-3, 0.001",
        "9.999e-4, 9.999E-4",
        "1e-4, 1.0E-4",
        "0.1, 0.1",
        "9999999, 9999999.0",
        "1e7, 1.0E7",
        "12345678.5, 1.23456785E7",
        "2e23, 2.0E23",
        "1e23, 1.0E23",
        "2.2250738585072014e-308, 2.2250738585072014E-308",
        "4.9e-324, 5.0E-324",
        "1.7976931348623157e308, 1.7976931348623157E308",
        "0.30000000000000004, 0.30000000000000004",
        "2.0e-3, 0.002",
        "1.1e-322, 1.1E-322"
    })
    void isWrittenInFewestDigits(double value, String text) {
        assertThat(DecimalText.shortest(value)).isEqualTo(text);
    }

    @Test
    void readsBackAsTheSameNumber() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (!Double.isNaN(value)) {
                assertThat(Double.parseDouble(DecimalText.shortest(value))).isEqualTo(value);
            }
        }
    }

    @Test
    void hasNoNeedlessDigit() {
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < 1_000; i++) {
            String text = (1 + random.nextInt(999)) + "e" + (random.nextInt(600) - 300);
            String digits = DecimalText.shortest(Double.parseDouble(text)).replaceAll("E.*|[.]", "");
            assertThat(digits.replaceAll("^0+|0+$", "").length()).as(text).isLessThanOrEqualTo(3);
        }
    }

    @Test
    void wholeNumbersCanBePlain() {
        assertThat(DecimalText.plain(32)).isEqualTo("32");
        assertThat(DecimalText.plain(0)).isEqualTo("0");
        assertThat(DecimalText.plain(0.1)).isEqualTo("0.1");
        assertThat(DecimalText.plain(999_999_999)).isEqualTo("999999999");
        assertThat(DecimalText.plain(-1e9)).isEqualTo("-1.0E9");
        assertThat(DecimalText.plain(2e9)).isEqualTo("2.0E9");
    }
}
