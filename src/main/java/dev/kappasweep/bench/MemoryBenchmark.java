package dev.kappasweep.bench;

import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialRunner;
import java.time.Duration;
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

    private static final int SMALL_HIDDEN = 32;
    private static final int SMALL_IMAGES = 320;
    private static final int FEW_IMAGES = 640;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_EPOCHS = 100_000;
    private static final int STATE_PER_PARAMETER = 4;

    /**
     * What was counted.
     *
     * @param steps by the training thread in 1000 steps, once they are compiled; what is done between two epochs does not count
     */
    public record Report(int hidden, int trials, Allocated steps, TrialMemory trial, Resident resident) {
        private static final double MOST_TRIAL_BYTES = 1.3;
        private static final double MOST_GROWTH = 1.1;

        /** Whether steps allocate nothing. */
        public boolean isFreeOfAllocation() {
            return steps.equals(Allocated.NOTHING);
        }

        /** Peak over state; the goal is at most 1.3. */
        public double trialRatio() {
            return (double) trial.trialBytes() / trial.stateBytes();
        }

        /** Resident memory at the end over early; the goal is at most 1.1. */
        public double growth() {
            return resident.residentMb() / resident.residentMbEarly();
        }

        /** Whether all three hold. */
        public boolean holds() {
            return isFreeOfAllocation() && trialRatio() <= MOST_TRIAL_BYTES && growth() <= MOST_GROWTH;
        }
    }

    /**
     * What some steps allocated; off the heap, what there was more of at their end.
     *
     * @param offHeapAllocations the number of pieces
     */
    public record Allocated(long heapBytes, long offHeapAllocations, long offHeapBytes) {
        static final Allocated NOTHING = new Allocated(0, 0, 0);
    }

    /**
     * What one trial holds off the heap.
     *
     * @param trialBytes at its peak, from its start through spectra and evaluation to its end
     * @param stateBytes its parameters, their gradients and Adam's two moments
     */
    public record TrialMemory(long trialBytes, long stateBytes) {}

    /**
     * Memory of the process.
     *
     * @param residentMbEarly after a tenth of the small trials; -1 where the system does not tell
     * @param residentMb after all of them
     */
    public record Resident(double residentMbEarly, double residentMb) {}

    /** Counts; takes some thousands of steps and the small trials. */
    public Report run(Dataset data) {
        double early = runSmallTrials(data, trials / 10);
        double late = runSmallTrials(data, trials - trials / 10);
        Allocated allocated = allocationOfSteps(data, Team.ALONE);
        TrialMemory trial = new TrialMemory(peakOfOneTrial(data), stateBytes(data));
        return new Report(hidden, trials, allocated, trial, new Resident(early, late));
    }

    private double runSmallTrials(Dataset data, int count) {
        for (int i = 0; i < count; i++) {
            new TrialRunner().run(spec(data, SMALL_HIDDEN, SMALL_IMAGES, 1), data, TrialObserver.NONE);
        }
        return ProcessMemory.residentMb();
    }

    /** In {@value #COUNTED_STEPS} steps: nothing, once three times as many allocate nothing. */
    Allocated allocationOfSteps(Dataset data, Team team) {
        StepAllocations allocations = new StepAllocations(COUNTED_STEPS, PATIENCE);
        try {
            new TrialRunner().run(spec(data, hidden, 0, MOST_EPOCHS), data, allocations, team);
            throw new IllegalStateException("the trial ended before its steps were counted");
        } catch (TrialCancelledException e) {
            return allocations.last();
        }
    }

    /** Bytes off the heap. */
    long peakOfOneTrial(Dataset data) {
        try (OffHeapPeak peak = new OffHeapPeak()) {
            new TrialRunner().run(spec(data, hidden, FEW_IMAGES, 1), data, TrialObserver.NONE);
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

    private TrialSpec spec(Dataset data, int units, int images, int epochs) {
        TrialSpec classifier = PaperClassifier.of(data.id());
        return classifier
                .with()
                .network(PaperClassifier.network(units))
                .training(classifier.training().withEpochs(epochs).withTrainImages(images))
                .regularizer(classifier.regularizer().withSolver(solver).withTolerance(tolerance))
                .strength(Strength.of(lambda))
                .evaluation(new EvaluationSpec(List.of(Snr.INFINITE, new Snr(1)), 1))
                .build();
    }
}
