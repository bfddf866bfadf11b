package dev.kappasweep.crew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By simulated machines. */
class LaneModelTest {
    private static final double GIGA = 1e9;
    private static final double MEGA = 1e6;

    /** The classifier of Table 1 with the penalty: 20 MB that are kept, 72 that are moved, 2 ms on one core of a fast machine. */
    private static final StepDemand CLASSIFIER = new StepDemand(440 * MEGA, 72 * MEGA, 19.5 * MEGA);

    private static SharedCores machine(int cores, int caches, double megabytes, double alone, double together) {
        return new SharedCores(cores, caches, megabytes * MEGA, 220 * GIGA, alone * GIGA, together * GIGA);
    }

    @ParameterizedTest
    @CsvSource({
        // cores, caches, MB of cache, GB/s of one core, of all: best
        "2, 1, 8, 12, 18, 2", // a small machine: two trials keep its memory busy as well as one
        "8, 1, 256, 20, 100, 8", // all trials fit the cache
        "8, 1, 32, 20, 400, 8", // memory that is fast enough
        "8, 1, 32, 20, 25, 1", // memory that is not: one trial fits the cache
        "16, 1, 32, 20, 60, 2",
        "16, 2, 64, 20, 60, 3", // never less than the caches
        "16, 16, 512, 20, 60, 16", // a cache for each core
    })
    void fewerTrialsAtOnceWhereMemoryIsTheLimit(
            int cores, int caches, double megabytes, double alone, double together, int best) {
        LaneModel model = new LaneModel(machine(cores, caches, megabytes, alone, together));
        assertThat(model.best(CLASSIFIER)).isEqualTo(best);
    }

    @Test
    void smallNetworksAreOneOnEachCore() {
        StepDemand small = new StepDemand(2 * MEGA, 0.4 * MEGA, 0.1 * MEGA);
        assertThat(new LaneModel(machine(64, 1, 32, 20, 60)).best(small)).isEqualTo(64);
    }

    @Test
    void anyOtherNumberOfLanesIsWorseOrHardlyBetter() {
        for (double together : new double[] {10, 25, 60, 150, 400}) {
            LaneModel model = new LaneModel(machine(16, 1, 32, 20, together));
            int best = model.best(CLASSIFIER);
            assertThat(IntStream.rangeClosed(1, 16).mapToDouble(lanes -> model.stepsPerSecond(CLASSIFIER, lanes)))
                    .allMatch(rate -> rate <= LaneModel.LEAST_GAIN * model.stepsPerSecond(CLASSIFIER, best));
            if (best < 16) {
                assertThat(model.stepsPerSecond(CLASSIFIER, best))
                        .isGreaterThan(LaneModel.LEAST_GAIN * model.stepsPerSecond(CLASSIFIER, 16));
            }
        }
    }

    @Test
    void aStepInTheCacheFollowsAmdahl() {
        LaneModel model = new LaneModel(machine(8, 1, 256, 20, 60));
        double alone = 440 * MEGA / (220 * GIGA);
        assertThat(model.seconds(CLASSIFIER, 8)).isCloseTo(alone, within(1e-12));
        double barriers = LaneModel.BARRIERS * LaneModel.BARRIER_SECONDS * 3;
        assertThat(model.seconds(CLASSIFIER, 1))
                .isCloseTo(alone * (LaneModel.SERIAL + (1 - LaneModel.SERIAL) / 8) + barriers, within(1e-12));
    }

    @Test
    void aStepThatWaitsForMemoryTakesItsTraffic() {
        // 16 x 19.5 MB of which 32 are in the cache; each core has 60 / 16 GB/s.
        LaneModel model = new LaneModel(machine(16, 1, 32, 20, 60));
        double moved = 72e6 * (1 - 32 / (16 * 19.5)) / (60e9 / 16);
        double serial = LaneModel.SERIAL * 440 * MEGA / (220 * GIGA);
        assertThat(model.seconds(CLASSIFIER, 16)).isCloseTo(serial + moved, within(1e-12));
    }

    @Test
    void oneCoreCannotHaveAllOfTheMemory() {
        SharedCores slowCores = machine(16, 1, 10, 5, 1000);
        double moved = 72e6 * (1 - 10 / (16 * 19.5)) / 5e9;
        double serial = LaneModel.SERIAL * 440 * MEGA / (220 * GIGA);
        assertThat(new LaneModel(slowCores).seconds(CLASSIFIER, 16)).isCloseTo(serial + moved, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"8, 1, 32, true", "8, 0, 32, false", "8, 1, 200, false", "8, 8, 32, false", "1, 1, 8, false"})
    void nothingIsMeasuredWhereItCannotMatter(int cores, int caches, double megabytes, boolean matters) {
        assertThat(LaneModel.canMatter(cores, caches, megabytes * MEGA, CLASSIFIER))
                .isEqualTo(matters);
    }

    @Test
    void ratesHaveToBePositive() {
        assertThatThrownBy(() -> machine(8, 1, 32, 20, 0)).hasMessageContaining("expected");
        assertThatThrownBy(() -> machine(0, 1, 32, 20, 60)).hasMessageContaining("expected");
        assertThatThrownBy(() -> new StepDemand(0, 1, 1)).hasMessageContaining("expected");
    }
}
