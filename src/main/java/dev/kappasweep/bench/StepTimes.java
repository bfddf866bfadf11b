package dev.kappasweep.bench;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrainingSession;
import java.util.Arrays;
import java.util.List;

/**
 * How long training steps took.
 *
 * @param millis of each step
 * @param solverSteps steps of the solver of the penalty per training step
 */
record StepTimes(List<Double> millis, double solverSteps) {
    static final double NANOS_PER_MILLI = 1e6;

    StepTimes {
        millis = List.copyOf(millis);
    }

    /**
     * Trains and times.
     *
     * @param warmUp steps before those that are timed
     * @param together waited for before the timed steps
     */
    static StepTimes of(TrialSpec spec, Dataset data, int warmUp, int steps, Lanes.Together together) {
        double[] millis = new double[steps];
        long solverSteps = 0;
        try (TrainingSession session = new TrainingSession(spec, data)) {
            for (int i = 0; i < warmUp; i++) {
                step(session);
            }
            together.await();
            for (int i = 0; i < steps; i++) {
                long start = System.nanoTime();
                step(session);
                millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
                solverSteps += session.trainer().lastSolverSteps();
            }
        }
        return new StepTimes(Arrays.stream(millis).boxed().toList(), (double) solverSteps / steps);
    }

    /** One step, of the next epoch if one is over. */
    static void step(TrainingSession session) {
        if (session.isEpochOver()) {
            session.startEpoch();
        }
        session.step();
    }

    /** Those of several lanes. */
    static StepTimes together(List<StepTimes> lanes) {
        return new StepTimes(
                lanes.stream().flatMap(lane -> lane.millis().stream()).toList(),
                lanes.stream().mapToDouble(StepTimes::solverSteps).average().orElse(0));
    }

    StepTime time() {
        return new StepTime(median(), mean());
    }

    double median() {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }

    private double mean() {
        return millis.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
