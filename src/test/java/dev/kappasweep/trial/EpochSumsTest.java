package dev.kappasweep.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kappasweep.sweep.EpochMeasurement;
import org.junit.jupiter.api.Test;

class EpochSumsTest {
    /** Batches of 8, 8 and 4 images: the loss is a mean over the 20 images, the penalty one over the 3 steps. */
    @Test
    void everyColumnOfAnEpochIsTheMeanOrSumThatItSays() {
        EpochTally tally = new EpochTally();
        tally.add(1.0, 8, 0.5, 3, 0.25);
        tally.add(2.0, 8, 0.25, 4, 0.5);
        tally.add(4.0, 4, 1.5, 5, 1.0);
        assertThat(tally.steps()).isEqualTo(3);
        EpochMeasurement epoch = tally.sums().measurement(7, 20, new Validation.Measured(0.5, 0.75));
        assertThat(epoch.epoch()).isEqualTo(7);
        assertThat(epoch.trainLoss()).as("mean over images").isEqualTo(40.0 / 20);
        assertThat(epoch.penalty()).as("mean over steps").isEqualTo(2.25 / 3);
        assertThat(epoch.seconds()).isEqualTo(1.75);
        assertThat(epoch.solverSteps()).isEqualTo(12);
    }

    @Test
    void anEpochThatWasInterruptedGoesOnFromItsSums() {
        EpochTally before = new EpochTally();
        before.add(1.0, 8, 0.5, 3, 0.25);
        EpochTally after = new EpochTally();
        after.add(9.0, 9, 9, 9, 9);
        after.set(before.sums());
        after.add(2.0, 4, 0.25, 4, 0.5);
        assertThat(after.sums()).isEqualTo(new EpochSums(16, 0.75, 7, 2, 0.75));
        after.set(EpochSums.NONE);
        assertThat(after.sums()).isEqualTo(new EpochSums(0, 0, 0, 0, 0));
    }
}
