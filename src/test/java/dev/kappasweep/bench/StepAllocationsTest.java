package dev.kappasweep.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("alone")
final class StepAllocationsTest {
    private static final int WINDOW = 100;
    private static final Duration LONG = Duration.ofDays(1);

    private Object last = "";
    private int steps;

    /** Counts steps of which the first {@code allocating} make an object each. */
    private MemoryBenchmark.Allocated count(int allocating, Duration patience) {
        StepAllocations allocations = new StepAllocations(WINDOW, patience);
        steps = 0;
        while (!allocations.isCancelled()) {
            steps++;
            if (steps <= allocating) {
                last = new float[16];
            }
        }
        assertThat(last).isNotNull();
        return allocations.last();
    }

    @Test
    void stepsThatAreCompiledLateAreWaitedFor() {
        assertThat(count(20 * WINDOW, LONG)).isEqualTo(new MemoryBenchmark.Allocated(0, 0, 0));
        assertThat(steps).isEqualTo(23 * WINDOW);
    }

    @Test
    void twoFreeWindowsAreNotEnough() {
        StepAllocations allocations = new StepAllocations(WINDOW, LONG);
        boolean isCancelled = false;
        for (int step = 0; step <= 12 * WINDOW; step++) {
            isCancelled |= allocations.isCancelled();
            // The last step of each third window.
            last = step % (3 * WINDOW) == 3 * WINDOW - 1 ? new float[16] : last;
        }
        assertThat(isCancelled).isFalse();
    }

    @Test
    void anObjectInEveryStepIsCountedWhenPatienceEnds() {
        int bytesOfObject = 16 + 16 * Float.BYTES;
        assertThat(count(Integer.MAX_VALUE, Duration.ofMillis(50)))
                .isEqualTo(new MemoryBenchmark.Allocated((long) WINDOW * bytesOfObject, 0, 0));
        assertThat(steps % WINDOW).isZero();
    }
}
