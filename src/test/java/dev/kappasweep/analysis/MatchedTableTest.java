package dev.kappasweep.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.sweep.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchedTableTest {
    private static final String GRIDS = """
              - {regularizer: none, dropout: [0, 0.2, 0.5]}
              - {regularizer: conditionNumber, lambda: [0.01, 0.1, 1]}
              - {regularizer: tikhonov, lambda: [0.001, 0.01]}
              - {regularizer: l1, lambda: [0.001, 0.01]}
            """;

    private static RegularizerFixture baseline() {
        return new RegularizerFixture(GRIDS).completed("none", 0, 40, new double[] {98, 98.2}, 93, 71);
    }

    @Test
    void largestStrengthWithinIsTakenOverTheSeedsThatBothHave() {
        MatchedTable table = MatchedTable.of(
                new Grid(baseline()
                        .completed("conditionNumber", 0.01, 9, new double[] {98, 98.2}, 94, 72)
                        .completed("conditionNumber", 0.1, 2, new double[] {97.6, 97.8}, 95, 73)
                        .completed("conditionNumber", 1, 1.2, new double[] {97.3, 97.5}, 92, 69)
                        .completed("tikhonov", 0.001, 80, new double[] {97.4, 97.6}, 93, 60)
                        .completed("tikhonov", 0.01, 300, new double[] {96, 96.2}, 90, 50)
                        .completed("l1", 0.01, 90, new double[] {98.1}, 92, 70)
                        .completed("dropout", 0.2, 30, new double[] {98.2, 98.4}, 94, 74)
                        .results()),
                0.5);

        assertThat(table.families())
                .extracting(family -> family.name() + " "
                        + family.chosen().map(family::strength).orElse("none"))
                .containsExactly("dropout 0.2", "conditionNumber 0.1", "tikhonov none", "l1 0.01");
        assertThat(TableFormat.MARKDOWN.write(table).lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "| none | 0 | - | 98.10 ± 1.27 (n=2) | 40.50 ± 6.35 (n=2) | 93.50 ± 6.35 (n=2) | 71.50 ± 6.35 (n=2) | - |",
                        "| conditionNumber | 0.1 | -0.40 ± 0.00 (pairs=2) | 97.70 ± 1.27 (n=2) | 2.50 ± 6.35 (n=2) | 95.50 ± 6.35 (n=2) | 73.50 ± 6.35 (n=2) | 1: -0.70 ± 0.00 (pairs=2) |",
                        "| tikhonov | none of 2 | - | - | - | - | - | 0.001: -0.60 ± 0.00 (pairs=2) |",
                        "| l1 | 0.01 | +0.10 (pairs=1/2) | 98.10 (n=1/2) | 90.00 (n=1/2) | 92.00 (n=1/2) | 70.00 (n=1/2) | no larger one tried |");
        MatchedTable untouched = MatchedTable.of(new Grid(baseline().results()), 0.5);
        assertThat(untouched.families())
                .allSatisfy(family -> assertThat(family.chosen()).isEmpty());
        assertThat(TableFormat.MARKDOWN.write(untouched))
                .contains("| none has values")
                .doesNotContain("no larger one tried");
    }

    @Test
    void wideningTheAllowanceTakesStrongerOnes() {
        RegularizerFixture fixture = baseline()
                .completed("conditionNumber", 0.01, 9, new double[] {98, 98.2}, 94, 72)
                .completed("conditionNumber", 1, 1.2, new double[] {97.3, 97.5}, 92, 69);
        assertThat(strength(fixture, 0)).isEqualTo("0.01");
        assertThat(strength(fixture, 0.69)).isEqualTo("0.01");
        assertThat(strength(fixture, 0.71)).isEqualTo("1");
        // What it costs is 0.7, whatever 97.3 - 98 is in binary.
        assertThat(strength(fixture, 0.7)).isEqualTo("1");
    }

    @Test
    void strengthThatDivergesForASeedIsNotTaken() {
        RegularizerFixture fixture = baseline()
                .completed("conditionNumber", 0.01, 9, new double[] {98, 98.2}, 94, 72)
                .completed("conditionNumber", 1, 1.2, new double[] {98}, 92, 69)
                .diverged("conditionNumber", 1, 2);
        assertThat(strength(fixture, 0.5)).isEqualTo("0.01");
    }

    @Test
    void dropoutWithAPenaltyIsComparedWithTheSameDropout() {
        Grid grid = new Grid(new RegularizerFixture("""
                          - {regularizer: none, dropout: [0, 0.5]}
                          - {regularizer: tikhonov, lambda: [0.01], dropout: [0, 0.5]}
                        """).results());
        assertThat(MatchedTable.of(grid, 0.5).families())
                .extracting(family ->
                        family.name() + " beside dropout " + family.baseline().dropout())
                .containsExactly(
                        "dropout beside dropout 0.0", "tikhonov beside dropout 0.0", "tikhonov beside dropout 0.5");
        assertThat(TableFormat.CSV.write(MatchedTable.of(grid, 0.5))).contains("dropout");
    }

    @Test
    void sweepWithoutABaselineIsRefused() {
        Grid grid = new Grid(new RegularizerFixture("  - {regularizer: tikhonov, lambda: [0.01]}\n").results());
        assertThatThrownBy(() -> MatchedTable.of(grid, 0.5))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected a sweep with lambda 0");
        Grid sameKind = new Grid(TableFixture.results(TableFixture.sweep("s", List.of(0.0, 0.1), List.of(1L))));
        assertThat(MatchedTable.of(sameKind, 0.5).families())
                .extracting(MatchedFamily::name)
                .containsExactly("conditionNumber");
    }

    private static String strength(RegularizerFixture fixture, double within) {
        MatchedFamily family = MatchedTable.of(new Grid(fixture.results()), within).families().stream()
                .filter(one -> one.name().equals("conditionNumber"))
                .findFirst()
                .orElseThrow();
        return family.chosen().map(family::strength).orElse("none");
    }
}
