package dev.kappasweep.trial;

import com.sun.management.ThreadMXBean;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.linalg.Blas;
import dev.kappasweep.linalg.OffHeap;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.Protocol;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * What the classifier's training allocates: in 1000 steps, in one trial at its peak, and in many trials one after the other.
 *
 * @param hidden units of the hidden layer of the steps and of the one trial
 * @param trials small trials, one after the other, at least 10
 */
public record MemoryBenchmark(int hidden, int trials, double lambda, SolverSpec solver, double tolerance) {
    /** Steps that allocations are counted over. */
    public static final int COUNTED_STEPS = 1000;

    private static final int BATCH = 32;
    private static final int SMALL_HIDDEN = 32;
    private static final int SMALL_IMAGES = 320;
    private static final int FEW_IMAGES = 640;
    private static final int MOST_WARM_UPS = 8;
    private static final int STATE_PER_PARAMETER = 4;
    private static final int SETTLE_MILLIS = 200;

    /**
     * What was counted.
     *
     * @param heapBytes allocated on the heap by the training thread in 1000 steps, once the steps are compiled
     * @param offHeapAllocations more of them after these steps than before
     * @param offHeapBytes likewise
     * @param trialBytes off the heap at the peak of one trial, from its start through spectra and evaluation to its end
     * @param stateBytes its parameters, their gradients and Adam's two moments
     * @param residentMbEarly of the process after a tenth of the small trials; -1 where the system does not tell
     * @param residentMb after all of them
     */
    public record Report(
            int hidden,
            int trials,
            long heapBytes,
            long offHeapAllocations,
            long offHeapBytes,
            long trialBytes,
            long stateBytes,
            double residentMbEarly,
            double residentMb) {
        private static final double MOST_TRIAL_BYTES = 1.3;
        private static final double MOST_GROWTH = 1.1;

        /** Whether steps allocate nothing. */
        public boolean isFreeOfAllocation() {
            return heapBytes == 0 && offHeapAllocations == 0 && offHeapBytes == 0;
        }

        /** Peak over state; at most 1.3 is asked for. */
        public double trialRatio() {
            return (double) trialBytes / stateBytes;
        }

        /** Resident memory at the end over early; at most 1.1 is asked for. */
        public double growth() {
            return residentMb / residentMbEarly;
        }

        /** Whether all three hold. */
        public boolean holds() {
            return isFreeOfAllocation() && trialRatio() <= MOST_TRIAL_BYTES && growth() <= MOST_GROWTH;
        }
    }

    /** What the training thread allocates in 1000 steps. */
    record Allocation(long heapBytes, long offHeapAllocations, long offHeapBytes) {}

    /** Counts; takes some thousands of steps and the small trials. */
    public Report run(Dataset data) {
        Blas.useOneThread();
        double early = runSmallTrials(data, trials / 10);
        double late = runSmallTrials(data, trials - trials / 10);
        Allocation steps = allocationOfSteps(data);
        return new Report(
                hidden,
                trials,
                steps.heapBytes(),
                steps.offHeapAllocations(),
                steps.offHeapBytes(),
                peakOfOneTrial(data),
                stateBytes(data),
                early,
                late);
    }

    private double runSmallTrials(Dataset data, int count) {
        for (int i = 0; i < count; i++) {
            new TrialRunner().run(spec(data, SMALL_HIDDEN, SMALL_IMAGES), data, TrialObserver.NONE);
        }
        return ProcessMemory.residentMb();
    }

    /** The vectorised loops allocate until they are compiled, which happens in the background: so the last of a few counts. */
    Allocation allocationOfSteps(Dataset data) {
        try (TrainingSession session = new TrainingSession(spec(data, hidden, 0), data)) {
            Allocation allocation = count(session);
            for (int i = 0; i < MOST_WARM_UPS && allocation.heapBytes() > 0; i++) {
                pause();
                allocation = count(session);
            }
            return allocation;
        }
    }

    private static Allocation count(TrainingSession session) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocations = OffHeap.allocations();
        long offHeap = OffHeap.bytes();
        long heap = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < COUNTED_STEPS; i++) {
            if (session.isEpochOver()) {
                session.startEpoch();
            }
            session.step();
        }
        long heapAfter = threads.getCurrentThreadAllocatedBytes();
        return new Allocation(heapAfter - heap, OffHeap.allocations() - allocations, OffHeap.bytes() - offHeap);
    }

    private static void pause() {
        try {
            Thread.sleep(SETTLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Bytes off the heap. */
    long peakOfOneTrial(Dataset data) {
        try (OffHeapPeak peak = new OffHeapPeak()) {
            new TrialRunner().run(spec(data, hidden, FEW_IMAGES), data, TrialObserver.NONE);
            return peak.bytes();
        }
    }

    /** Parameters, gradients and Adam's two moments. */
    long stateBytes(Dataset data) {
        long inputs = data.train().size();
        long classes = data.classes();
        long parameters = (inputs + 1) * hidden + (hidden + 1) * classes;
        return parameters * Precision.FLOAT32.bytes() * STATE_PER_PARAMETER;
    }

    private TrialSpec spec(Dataset data, int units, int images) {
        return new TrialSpec(
                Experiment.CLASSIFICATION,
                Protocol.RELEASED_CODE,
                data.id(),
                new NetworkSpec(List.of(units), Activation.SIGMOID),
                ProblemSpec.PUBLISHED,
                new RegularizerSpec(RegularizerKind.CONDITION_NUMBER, List.of("W1"), solver, tolerance),
                Strength.of(lambda),
                Snr.INFINITE,
                new TrainingSpec(1, BATCH, Optimizer.ADAM, 1e-4, images),
                1,
                new EvaluationSpec(List.of(Snr.INFINITE, new Snr(1)), 1));
    }
}
