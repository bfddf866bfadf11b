package dev.kappasweep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.bench.RegularizerBenchmark.Line;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.SolverSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RegularizerBenchmarkTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
    private static final double FLOATS_PER_MEGABYTE = (1 << 20) / 4.0;

    private static RegularizerBenchmark benchmark(Integer... hidden) {
        return new RegularizerBenchmark(2, 3, List.of(hidden), 0.01, 32, SolverSpec.parse("tracking"), 0.02);
    }

    @Test
    void everyRegularizerIsMeasuredOnEverySizeAgainstNoneAndTikhonov() {
        List<Line> lines = benchmark(40, 64).run(DIGITS).lines();

        List<String> kinds = List.of(
                "none",
                "conditionNumber",
                "conditionNumberByLargerSize",
                "tikhonov",
                "tikhonovByLargerSize",
                "logCondition",
                "softOrthogonality",
                "parseval",
                "spectralNorm",
                "l1",
                "dropout");
        for (int units : List.of(40, 64)) {
            List<Line> ofSize =
                    lines.stream().filter(line -> line.hidden() == units).toList();
            assertThat(ofSize).extracting(Line::regularizer).containsExactlyElementsOf(kinds);
            Line none = ofSize.get(0);
            Line tikhonov = ofSize.get(3);
            assertThat(none.multiples().timesNone()).isEqualTo(1);
            assertThat(tikhonov.memory().memoryTimesTikhonov()).isEqualTo(1);
            assertThat(ofSize).allSatisfy(line -> {
                assertThat(line.time().msPerStepMedian()).isPositive();
                assertThat(line.multiples().timesNone())
                        .isEqualTo(line.time().msPerStepMedian() / none.time().msPerStepMedian());
                assertThat(line.memory().memoryTimesTikhonov())
                        .isEqualTo(line.memory().memoryMb() / tikhonov.memory().memoryMb());
            });
        }
    }

    @Test
    void memoryHoldsWeightsMomentsAndWhatThePenaltyNeeds() {
        List<Line> lines = benchmark(128).run(DIGITS).lines();
        double weights = 784 * 128 / FLOATS_PER_MEGABYTE;
        double gram = 128 * 128 / FLOATS_PER_MEGABYTE;

        // Weights, two moments, and the copy or the gradient of the weights.
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.memory().memoryMb()).isGreaterThan(4 * weights));
        // The input of a batch, and what of it is no background with its rows.
        double batch = 3 * 32 * 784 / FLOATS_PER_MEGABYTE;
        // What of the next batch is no background: by row a byte and a number, by input a row and a number.
        double next = (1 + 3 * Float.BYTES) * 32 * 784 / (Float.BYTES * FLOATS_PER_MEGABYTE);
        assertThat(memory(lines, "none")).isLessThan(5 * weights + batch + next);
        assertThat(memory(lines, "softOrthogonality") - memory(lines, "l1")).isGreaterThan(gram);
        assertThat(memory(lines, "conditionNumber")).isGreaterThan(memory(lines, "none"));
    }

    private static double memory(List<Line> lines, String regularizer) {
        return lines.stream()
                .filter(line -> line.regularizer().equals(regularizer))
                .mapToDouble(line -> line.memory().memoryMb())
                .findFirst()
                .orElseThrow();
    }
}
