package dev.kappasweep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.bench.MemoryBenchmark.Allocated;
import dev.kappasweep.bench.MemoryBenchmark.Resident;
import dev.kappasweep.bench.MemoryBenchmark.TrialMemory;
import dev.kappasweep.crew.Crew;
import dev.kappasweep.crew.SharesAll;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.linalg.OffHeap;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.SolverSpec;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("alone")
final class MemoryBenchmarkTest {
    private static final Dataset DIGITS = new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS);
    private static final double TOLERANCE = 0.02;

    private static MemoryBenchmark benchmark(int hidden) {
        return new MemoryBenchmark(hidden, 10, 1, SolverSpec.parse("lobpcg"), TOLERANCE);
    }

    @ParameterizedTest
    @CsvSource({"0, tracking", "1, tracking", "1, lobpcg"})
    void stepsAllocateNothing(double lambda, String solver) {
        MemoryBenchmark benchmark = new MemoryBenchmark(40, 10, lambda, SolverSpec.parse(solver), TOLERANCE);
        assertThat(benchmark.allocationOfSteps(DIGITS, Team.ALONE)).isEqualTo(new Allocated(0, 0, 0));
    }

    @Test
    void stepsWithACrewAllocateNothing() {
        MemoryBenchmark benchmark = new MemoryBenchmark(40, 10, 1, SolverSpec.parse("tracking"), TOLERANCE);
        try (Team team = new Crew(2).enter(true)) {
            assertThat(benchmark.allocationOfSteps(DIGITS, new SharesAll(team))).isEqualTo(new Allocated(0, 0, 0));
        }
    }

    @Test
    void aTrialOfFullSizeNeedsLittleMoreThanItsState() {
        MemoryBenchmark full = benchmark(2048);
        assertThat(full.stateBytes(DIGITS)).isEqualTo(4 * 4 * (784 * 2048 + 2048 + 2048 * 10 + 10));
        assertThat((double) full.peakOfOneTrial(DIGITS) / full.stateBytes(DIGITS))
                .isBetween(1.0, 1.3);
    }

    @Test
    void trialsLeaveNothingOffTheHeap() {
        long trial = benchmark(40).peakOfOneTrial(DIGITS);
        long before = OffHeap.bytes();
        for (int i = 0; i < 20; i++) {
            benchmark(40).peakOfOneTrial(DIGITS);
        }
        // What is left are the descriptions of array shapes that ND4J keeps.
        assertThat(OffHeap.bytes() - before).isLessThan(trial / 50);
    }

    @Test
    void boundsAreHeldToTheLetter() {
        assertThat(report(0, 0, 130, 110).holds()).isTrue();
        assertThat(report(8, 0, 130, 110).holds()).isFalse();
        assertThat(report(0, 1, 130, 110).holds()).isFalse();
        assertThat(report(0, 0, 131, 110).holds()).isFalse();
        assertThat(report(0, 0, 130, 111).holds()).isFalse();
    }

    private static MemoryBenchmark.Report report(long heap, long pieces, long trial, double resident) {
        return new MemoryBenchmark.Report(
                2048, 1000, new Allocated(heap, pieces, 0), new TrialMemory(trial, 100), new Resident(100, resident));
    }
}
