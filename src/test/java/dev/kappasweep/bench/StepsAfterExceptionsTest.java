package dev.kappasweep.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kappasweep.bench.MemoryBenchmark.Allocated;
import dev.kappasweep.crew.Team;
import dev.kappasweep.data.DatasetLoader;
import dev.kappasweep.sweep.DatasetSpec;
import dev.kappasweep.sweep.SolverSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What any library of a JVM has met does not make the training in it slower. */
@Tag("alone")
final class StepsAfterExceptionsTest {
    private static final int UNTIL_COMPILED = 20_000;
    private static final int ROUNDS = 20;

    /** C2 then compiles no Objects.checkIndex of this JVM as it did before, that in the Vector API included. */
    @Test
    void indexOutOfBoundsInAListLeavesStepsThatAllocateNothing() {
        List<Integer> list = new ArrayList<>(List.of(0, 1, 2));
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(sum(list, UNTIL_COMPILED)).isEqualTo(UNTIL_COMPILED - 1);
            assertThatThrownBy(() -> element(list, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        MemoryBenchmark benchmark = new MemoryBenchmark(40, 10, 1, SolverSpec.parse("tracking"), 0.02);
        assertThat(benchmark.allocationOfSteps(
                        new DatasetLoader(Optional.empty(), Map.of()).load(DatasetSpec.DIGITS), Team.ALONE))
                .isEqualTo(new Allocated(0, 0, 0));
    }

    private static int sum(List<Integer> list, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += element(list, i % 3);
        }
        return sum;
    }

    private static int element(List<Integer> list, int index) {
        return list.get(index);
    }
}
