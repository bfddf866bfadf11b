package dev.kappasweep.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.TrialId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTest {
    private static final TrialId A = new TrialId("000000000000000a");
    private static final TrialId B = new TrialId("000000000000000b");
    private static final TrialId C = new TrialId("000000000000000c");

    @ParameterizedTest
    @CsvSource({
        "000000000000000a.parquet, 1, false",
        "000000000000000a-and-1-more.parquet, 2, false",
        "000000000000000a-and-99-more.parquet, 100, false",
        "000000000000000a-unfinished.parquet, 1, true",
        "000000000000000a-and-2-more-unfinished.parquet, 3, true"
    })
    void nameSaysTheFirstTrialHowManyAndWhetherTheyAreUnfinished(String name, int trials, boolean isUnfinished) {
        TableFile file = new TableFile(A, trials, isUnfinished);
        assertThat(file + ".parquet").isEqualTo(name);
        assertThat(TableFile.parse(name)).as("of earlier builds").contains(file);
        String written = file.name("5f3a9c01", 7);
        assertThat(written).isEqualTo(file + ".5f3a9c01-7.parquet");
        assertThat(TableFile.parse(written)).contains(file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.parquet",
                "000000000000000a-and-0-more.parquet",
                "000000000000000a-and-01-more.parquet",
                "000000000000000a-and-12345678-more.parquet",
                "000000000000000a.parquet.tmp",
                ".000000000000000a.parquet.tmp",
                "000000000000000A.parquet"
            })
    void otherNamesAreNone(String name) {
        assertThat(TableFile.parse(name)).isEmpty();
    }

    @Test
    void isNamedByTheSmallestOfItsTrials() {
        assertThat(TableFile.of(List.of(C, A, B), true)).isEqualTo(new TableFile(A, 3, true));
        assertThat(TableFile.of(B)).isEqualTo(new TableFile(B, 1, false));
        assertThat(TableFile.of(B).trialsText()).isEqualTo("this trial");
        assertThat(TableFile.of(List.of(A, B), false).trialsText()).isEqualTo("its 2 trials");
    }

    @Test
    void mayHaveNoOtherTrialsThanItsNameSays() {
        TableFile one = TableFile.of(B);
        assertThat(one.isOf(Set.of(B))).isTrue();
        assertThat(one.isOf(Set.of(C))).isFalse();
        assertThat(one.isOf(Set.of())).isFalse();
        assertThat(one.mayHave(Set.of())).isTrue();
        assertThat(one.mayHave(Set.of(C))).isFalse();
        assertThat(one.mayHave(Set.of(B, C))).isFalse();
        TableFile two = new TableFile(B, 2, false);
        assertThat(two.isOf(Set.of(B, C))).isTrue();
        assertThat(two.isOf(Set.of(B))).isFalse();
        assertThat(two.isOf(Set.of(A, B))).isFalse();
        assertThat(two.mayHave(Set.of(C))).isTrue();
        assertThat(two.mayHave(Set.of(A))).isFalse();
        assertThat(new TableFile(B, 3, false).isOf(Set.of(B, C))).isFalse();
    }

    @Test
    void filesAreInTheOrderOfTheirFirstTrials() {
        TableFile one = new TableFile(A, 1, false);
        TableFile unfinished = new TableFile(A, 1, true);
        TableFile two = new TableFile(A, 2, false);
        TableFile later = new TableFile(B, 1, false);
        assertThat(Stream.of(later, two, unfinished, one).sorted()).containsExactly(one, unfinished, two, later);
    }
}
