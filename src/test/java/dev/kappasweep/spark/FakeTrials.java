package dev.kappasweep.spark;

import dev.kappasweep.Latency;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.results.SampleSweep;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import dev.kappasweep.trial.TrialFunction;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Trials that train nothing; a trial's seed says what happens to it. */
final class FakeTrials implements TrialFunction {
    static final long THROWS = 101;
    static final long DIVERGES = 102;
    static final long RUNS_ON = 103;
    static final long HALTS_ONCE = 104;
    static final long HALTS_ALWAYS = 105;
    static final long WAITS_FOR_EPOCH = 106;
    /** Beside others that have started by then. */
    static final long HALTS_LATE = 107;
    /** From this seed on trials are still running when one that halts late does. */
    static final long SLOW = 1_000;

    private static final long serialVersionUID = 1;
    private static final Set<TrialId> TOLD = ConcurrentHashMap.newKeySet();

    static Dataset data() {
        return new Dataset(
                SampleSweep.DATA,
                2,
                new LabelledImages(2, 2, new byte[12], new byte[] {0, 1, 0}),
                new LabelledImages(2, 2, new byte[4], new byte[] {1}));
    }

    @Override
    public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
        long seed = spec.seed();
        if (seed == THROWS) {
            throw new IllegalArgumentException("no\nluck");
        } else if (seed == DIVERGES) {
            return SampleSweep.unfinished(spec, TrialStatus.DIVERGED, "loss was NaN at step 3");
        } else if (seed == RUNS_ON) {
            runUntilCancelled(spec, observer);
        } else if (seed == HALTS_ALWAYS || (seed == HALTS_ONCE && isFirstAttempt())) {
            Runtime.getRuntime().halt(17);
        } else if (seed == WAITS_FOR_EPOCH) {
            waitUntilEpochIsTold(spec, observer);
        } else if (seed == HALTS_LATE) {
            sleep(1_000, observer, spec);
            Runtime.getRuntime().halt(17);
        } else if (seed >= SLOW) {
            sleep(3_000, observer, spec);
        }
        return SampleSweep.completed(spec);
    }

    private static boolean isFirstAttempt() {
        return org.apache.spark.TaskContext.get().attemptNumber() == 0;
    }

    private static void waitUntilEpochIsTold(TrialSpec spec, TrialObserver observer) {
        observer.epochEnded(spec.id(), EpochMeasurement.of(1, 0.5, 0.125, 6, 1875));
        try {
            Latency.await(() -> TOLD.contains(spec.id()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the trial of seed {@link #WAITS_FOR_EPOCH} end, which must run in this JVM. */
    static void epochTold(TrialId trial) {
        TOLD.add(trial);
    }

    private static void sleep(long millis, TrialObserver observer, TrialSpec spec) {
        try {
            observer.epochEnded(spec.id(), EpochMeasurement.of(1, 0.5, 0.125, 6, 1875));
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void runUntilCancelled(TrialSpec spec, TrialObserver observer) {
        while (!observer.isCancelled()) {
            Thread.onSpinWait();
        }
        throw new TrialCancelledException(spec.id());
    }
}
