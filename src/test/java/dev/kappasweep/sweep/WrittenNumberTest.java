package dev.kappasweep.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.000, 0",
        "0e9999, 0",
        "1, 1",
        "+.5, 0.5",
        "1e23, 1e23",
        "-1.50, -1.5",
        "2.5E-3, 0.0025",
        "100000000000000000000, 1e20",
        "9007199254740992, 9007199254740992",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "0.10000000000000001, 0.1",
        "2.2250738585072014e-308, 2.2250738585072014e-308"
    })
    void numberThatADoubleHoldsAsWrittenIsRead(String text, double value) {
        assertThat(WrittenNumber.parse(text)).hasValue(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e-400",
                "1e400",
                "-1e309",
                "5e-324",
                "1e-310",
                "-0",
                "-0.0e5",
                "9007199254740993",
                "0.123456789012345678",
                "1.00000000000000000001"
            })
    void numberThatBecomesAnotherOneIsRefused(String text) {
        assertThatThrownBy(() -> WrittenNumber.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("'" + text + "' is not allowed, expected a number that a double can hold");
    }

    @Test
    void otherTextIsNoDecimalNumber() {
        assertThat(WrittenNumber.parse("inf")).isEmpty();
        assertThat(WrittenNumber.parse("0x1p3")).isEmpty();
        assertThat(WrittenNumber.parse("1f")).isEmpty();
    }
}
