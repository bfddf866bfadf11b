package dev.kappasweep.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kappasweep.analysis.TableFixture;
import dev.kappasweep.sweep.PublishedTable;
import dev.kappasweep.sweep.PublishedValue;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.table.Configuration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was published is what the authors' runs had: every kappa, at the epoch that the tables name. */
class AuthorsRunsTest {
    private static final SweepSpec SWEEP = TableFixture.sweep("s", List.of(0.0, 0.001, 0.01, 0.1, 1.0), List.of(1L));

    private static double[] kappas(SweepSpec sweep, int index, RegularizerKind kind) {
        Configuration configuration =
                Configuration.of(sweep.trials(TableFixture.DATA).get(index));
        return AuthorsRuns.of(sweep).kappas(configuration, kind, "W1");
    }

    private static double[] ofAllLambdas(RegularizerKind kind, int epoch) {
        double[] values = new double[5];
        for (int i = 0; i < values.length; i++) {
            values[i] = kappas(SWEEP, i, kind)[epoch];
        }
        return values;
    }

    private static double[] numbers(PublishedTable table, String metric, int from, int count) {
        return table.values().stream()
                .filter(value -> value.metric().equals(metric))
                .skip(from)
                .limit(count)
                .mapToDouble(PublishedValue::value)
                .toArray();
    }

    @Test
    void table1IsEpoch51OfTheRunWithTheLargerSize() {
        PublishedTable table = new PublishedNumbers(SWEEP).table1().get(0);
        assertThat(ofAllLambdas(RegularizerKind.CONDITION_NUMBER_BY_LARGER_SIZE, 51))
                .containsExactly(numbers(table, "kappa(W1)", 0, 5), within(0.005));
    }

    @Test
    void theCorrectedRunIsShownAtEpoch50() {
        PublishedTable table = new PublishedNumbers(SWEEP).table1().get(1);
        assertThat(ofAllLambdas(RegularizerKind.CONDITION_NUMBER, 50))
                .containsExactly(numbers(table, "kappa(W1)", 0, 5), within(0.005));
    }

    @Test
    void theRunOfTable3IsShownAtEpoch50() {
        PublishedTable table = new PublishedNumbers(SWEEP).table3().get(1);
        assertThat(ofAllLambdas(RegularizerKind.TIKHONOV_BY_LARGER_SIZE, 50))
                .containsExactly(numbers(table, "numericalKappa(W1)", 0, 5), within(0.5));
    }

    @Test
    void anotherSettingHasNoRun() {
        RegularizerKind kind = RegularizerKind.CONDITION_NUMBER;
        SweepSpec faster = TableFixture.sweep("s", List.of(0.0), List.of(1e-3), List.of(1L));
        SweepSpec between = TableFixture.sweep("s", List.of(0.02), List.of(1L));
        assertThat(kappas(SWEEP, 0, kind)).hasSize(51);
        assertThat(kappas(faster, 0, kind)).isEmpty();
        assertThat(kappas(between, 0, kind)).isEmpty();
        assertThat(kappas(TableFixture.small(), 0, kind)).isEmpty();
        assertThat(kappas(SWEEP, 0, RegularizerKind.TIKHONOV)).isEmpty();
    }
}
