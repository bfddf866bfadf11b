package dev.kappasweep.results;

import dev.kappasweep.files.Disk;
import dev.kappasweep.files.LocalStore;
import dev.kappasweep.sweep.SweepSpec;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.nio.file.Path;
import java.util.List;

/** The eight trials of a sample sweep, by number, and their directory below the root of a disk. */
final class SampleTrials {
    private static final SweepSpec SWEEP = SampleSweep.withSeeds(1L, 2L, 3L, 4L);
    private static final List<TrialSpec> TRIALS = SWEEP.trials(SampleSweep.DATA);

    static final int COUNT = TRIALS.size();

    private SampleTrials() {}

    static Path directory(Path root) {
        return root.resolve("new/run");
    }

    static ResultStore open(Path root, Disk disk) {
        return ResultStore.open(directory(root), SWEEP, SampleSweep.DATA, Mixing.REFUSED, new LocalStore(disk));
    }

    static TrialSpec spec(int trial) {
        return TRIALS.get(trial);
    }

    static TrialResult failed(int trial) {
        return SampleSweep.unfinished(spec(trial), TrialStatus.FAILED, "broken");
    }

    static TrialResult completed(int trial) {
        return SampleSweep.completed(spec(trial));
    }
}
