package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestDifferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a': 1}           | {'a': 1}           | ''",
                "{'a': {'b': 1}}    | {'a': {'b': 2}}    | a.b was 1 and is now 2",
                "{'a': 'x', 'b': 1} | {'a': 'y'}         | a was x and is now y; b was 1 and is now absent",
                "{}                 | {'a': [1, 2]}      | a was absent and is now [1,2]"
            })
    void eachFieldThatDiffersIsNamedByItsPath(String before, String now, String phrases)
            throws JsonProcessingException {
        assertThat(ManifestDifference.between(
                        ManifestJson.mapper().readTree(before.replace('\'', '"')),
                        ManifestJson.mapper().readTree(now.replace('\'', '"'))))
                .isEqualTo(phrases);
    }
}
