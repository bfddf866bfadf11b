package dev.kappasweep.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static final List<Map<String, String>> ROWS = List.of(
            Map.of("id", "a", "lambda", "0.01", "hidden", "256,32", "reason", "", "kappa(W1)", "9.5"),
            Map.of("id", "b", "lambda", "1e-2", "hidden", "256", "reason", "out of memory", "kappa(W1)", ""),
            Map.of("id", "c", "lambda", "inf", "hidden", "32", "reason", "loss was NaN", "kappa(W1)", "10"));

    private static Function<Map<String, String>, String> column(String name) {
        if (!ROWS.get(0).containsKey(name)) {
            throw new InvalidInputException("no " + name);
        }
        return row -> row.getOrDefault(name, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|abc",
                "lambda=0.010|ab",
                "lambda!=1e-2|c",
                "lambda>=0.01|abc",
                "lambda>0.01|c",
                "lambda=inf|c",
                "kappa(W1)<10|a",
                "kappa(W1)<=10|ac",
                "reason~memory|b",
                "reason=|a",
                "reason!=loss was NaN|ab",
                "hidden=[256, 32]|a",
                "hidden=[256]|b",
                "'lambda<1, reason~memory'|b",
                "'lambda<1,id!=b,'|a",
                "reason>3|''"
            })
    void whatCommasSeparateHasToHoldAllTogether(String text, String found) {
        assertThat(ROWS.stream()
                        .filter(Conditions.filter("--where", text, ConditionsTest::column))
                        .map(row -> row.get("id")))
                .containsExactly(found.isEmpty() ? new String[0] : found.split(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lambda", "=3", "lambda is 3"})
    void whatIsNoConditionIsRefused(String text) {
        assertThatThrownBy(() -> Conditions.filter("--where", text, ConditionsTest::column))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "--where: '" + text + "' is not allowed, expected NAME, one of = != < <= > >= ~, and a value");
    }

    @Test
    void namesAreThoseOfTheColumnsThatAreAskedFor() {
        assertThat(Conditions.names("--where", "kappa(W1)@0<2, hidden=[256,32],reason~a,b=c"))
                .containsExactly("kappa(W1)@0", "hidden", "reason", "b");
    }

    @Test
    void orderIsByNumbersAndWhatHasNoneComesLast() {
        assertThat(Conditions.sorted(ROWS, "-kappa(W1)", ConditionsTest::column))
                .extracting(row -> row.get("id"))
                .containsExactly("c", "a", "b");
        assertThat(Conditions.sorted(ROWS, "kappa(W1)", ConditionsTest::column))
                .extracting(row -> row.get("id"))
                .containsExactly("a", "c", "b");
    }

    @Test
    void numbersComeBeforeTextsAndThoseBeforeNothing() {
        List<String> all = List.of("", "1a", "10", "9", "inf", "NaN", "-2");
        assertThat(Conditions.sorted(all, "it", name -> one -> one))
                .containsExactly("-2", "9", "10", "inf", "1a", "NaN", "");
        assertThat(Conditions.sorted(all, "-it", name -> one -> one))
                .containsExactly("inf", "10", "9", "-2", "NaN", "1a", "");
    }
}
