package dev.kappasweep.bench;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrainingSession;

/**
 * Does a solver train like the full singular value decomposition? Trains the same network twice from the same start on the same
 * batches, once with the spec's solver and once with the exact one, and compares the spectrum of W1.
 */
public record Fidelity(TrialSpec spec, int steps) {
    /**
     * How one solver trained.
     *
     * @param kappa of W1 after the last step
     * @param sigmaMax of W1 after the last step
     * @param loss mean over the last 100 steps
     * @param solverStepsMean solver steps per training step
     * @param seconds wall-clock time of the steps
     */
    public record Outcome(
            String solver, double kappa, double sigmaMax, double loss, double solverStepsMean, double seconds) {}

    /**
     * Both solvers side by side.
     *
     * @param kappaDifference (fast - exact)/exact
     * @param sigmaMaxDifference (fast - exact)/exact
     */
    public record Report(
            int steps, double lambda, Outcome fast, Outcome exact, double kappaDifference, double sigmaMaxDifference) {
        /** The difference that still counts as the same training. */
        public static final double TOLERANCE = 0.01;

        /** Whether kappa and sigma_1 both are within {@link #TOLERANCE}. */
        public boolean isFaithful() {
            return Math.abs(kappaDifference) <= TOLERANCE && Math.abs(sigmaMaxDifference) <= TOLERANCE;
        }
    }

    private static final int LOSS_STEPS = 100;

    /** Trains both; the exact one takes some 0.3 s a step at 2048 x 784. */
    public Report run(Dataset data) {
        Outcome fast = train(spec, data);
        Outcome exact = train(withSolver(SolverSpec.of(SolverKind.EXACT)), data);
        return new Report(
                steps,
                spec.lambda(),
                fast,
                exact,
                fast.kappa() / exact.kappa() - 1,
                fast.sigmaMax() / exact.sigmaMax() - 1);
    }

    private TrialSpec withSolver(SolverSpec solver) {
        return spec.with().regularizer(spec.regularizer().withSolver(solver)).build();
    }

    private Outcome train(TrialSpec trial, Dataset data) {
        try (TrainingSession session = new TrainingSession(trial, data)) {
            long start = System.nanoTime();
            long solverSteps = 0;
            double loss = 0;
            for (int i = 0; i < steps; i++) {
                if (session.isEpochOver()) {
                    session.startEpoch();
                }
                double batchLoss = session.step();
                solverSteps += session.trainer().lastSolverSteps();
                loss += i >= steps - LOSS_STEPS ? batchLoss : 0;
            }
            double seconds = Seconds.since(start);
            int lossSteps = Math.min(steps, LOSS_STEPS);
            Spectrum spectrum =
                    Spectrum.of(session.network().layers().get(0).weights().value());
            return new Outcome(
                    trial.regularizer().solver().toString(),
                    spectrum.kappa(),
                    spectrum.largest(),
                    loss / lossSteps,
                    (double) solverSteps / steps,
                    seconds);
        }
    }
}
