package dev.kappasweep.trial;

/** {@link EpochSums} in the making: adding a step to them allocates nothing. */
final class EpochTally {
    private double loss;
    private double penalty;
    private long solverSteps;
    private int steps;
    private double seconds;

    /** Goes on from {@code from}. */
    void set(EpochSums from) {
        loss = from.loss();
        penalty = from.penalty();
        solverSteps = from.solverSteps();
        steps = from.steps();
        seconds = from.seconds();
    }

    /**
     * Adds a step.
     *
     * @param meanLoss over its images
     */
    void add(double meanLoss, int images, double stepPenalty, long stepsOfSolver, double secondsOfStep) {
        loss += meanLoss * images;
        penalty += stepPenalty;
        solverSteps += stepsOfSolver;
        steps++;
        seconds += secondsOfStep;
    }

    int steps() {
        return steps;
    }

    EpochSums sums() {
        return new EpochSums(loss, penalty, solverSteps, steps, seconds);
    }
}
