package dev.kappasweep.bench;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.ProblemSpec;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverKind;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialRunner;
import java.util.List;

/**
 * Times whole least-squares trials side by side, and says how long the sweep of Figure 2, 11 strengths by 10 repetitions, would
 * take in as many lanes.
 *
 * @param lanes trials side by side
 * @param epochs of 1000 steps each
 */
public record LeastSquaresBenchmark(int lanes, int epochs, double lambda) {
    private static final int SWEEP_TRIALS = 110;
    private static final int SWEEP_EPOCHS = 100;
    private static final int WARM_UP_EPOCHS = 3;
    // Of no effect on least squares.
    private static final int BATCH = 32;
    private static final double TOLERANCE = 0.02;
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double FLOPS_PER_GIGA = 1e9;
    private static final double BYTES_PER_GIGA = 1e9;
    private static final double MOST_SWEEP_SECONDS = 600;

    /**
     * What was measured.
     *
     * @param rates in float64
     * @param sweepSeconds 110 trials of 10^5 steps in these lanes
     */
    public record Report(
            int lanes, double lambda, long steps, Cost cost, MachineRates rates, Floors floors, double sweepSeconds) {
        /** Whether the sweep takes at most ten minutes. */
        public boolean holds() {
            return sweepSeconds <= MOST_SWEEP_SECONDS;
        }
    }

    /**
     * What a trial takes.
     *
     * @param secondsPerTrial of the whole trial with its measurements, mean of the lanes
     * @param microsPerStep {@code secondsPerTrial} over the steps
     * @param sweepsPerStep Jacobi sweeps
     * @param gflops the steps' arithmetic over the time
     */
    public record Cost(double secondsPerTrial, double microsPerStep, double sweepsPerStep, double gflops) {}

    /**
     * What a step takes at least.
     *
     * @param productMicros its arithmetic at the rate of large products
     * @param memoryMicros what it reads and writes at the rate of copies, if that were not in the first-level cache
     */
    public record Floors(double productMicros, double memoryMicros) {}

    private record Lane(double seconds, double sweeps, MachineRates rates) {}

    /** Runs one trial in each lane. */
    public Report run(Dataset data) {
        return report(Lanes.run(lanes, together -> runLane(data, together)));
    }

    private Lane runLane(Dataset data, Lanes.Together together) {
        new TrialRunner().run(spec(data, WARM_UP_EPOCHS), data, TrialObserver.NONE);
        together.await();
        TrialResult result = new TrialRunner().run(spec(data, epochs), data, TrialObserver.NONE);
        together.await();
        long sweeps = result.epochs().stream()
                .mapToLong(EpochMeasurement::solverSteps)
                .sum();
        return new Lane(result.seconds(), (double) sweeps / result.steps(), MachineRates.measure(Precision.FLOAT64));
    }

    private Report report(List<Lane> results) {
        double seconds = results.stream().mapToDouble(Lane::seconds).average().orElse(Double.NaN);
        double sweeps = results.stream().mapToDouble(Lane::sweeps).average().orElse(Double.NaN);
        MachineRates rates = MachineRates.mean(results.stream().map(Lane::rates).toList());
        long steps = (long) epochs * ProblemSpec.STEPS_PER_EPOCH;
        double flops = flopsPerStep(sweeps);
        return new Report(
                lanes,
                lambda,
                steps,
                new Cost(
                        seconds, seconds / steps * MICROS_PER_SECOND, sweeps, flops * steps / seconds / FLOPS_PER_GIGA),
                rates,
                new Floors(
                        flops / rates.gemmGflops() / FLOPS_PER_GIGA * MICROS_PER_SECOND,
                        bytesPerStep() / rates.copyGbs() / BYTES_PER_GIGA * MICROS_PER_SECOND),
                Math.ceil((double) SWEEP_TRIALS / lanes) * seconds * SWEEP_EPOCHS / epochs);
    }

    /** Gradient, Gram matrix, its change of basis, Jacobi rotations of Gram matrix and basis, triplet, and the step. */
    private double flopsPerStep(double sweeps) {
        double n = ProblemSpec.PUBLISHED.outputs();
        double m = ProblemSpec.PUBLISHED.inputs();
        double k = Math.min(n, m);
        double gradient = 2 * n * m * m + n * m;
        double gram = k * (k + 1) * Math.max(n, m);
        double change = 2 * k * k * k + k * k * (k + 1);
        double rotations = sweeps * k * (k - 1) / 2 * 3 * 6 * k;
        double rest = 2 * n * m + 3 * 2 * n * m;
        return gradient + (sweeps == 0 ? 2 * n * m : gram + change + rotations + rest);
    }

    /** X X^T, Y X^T, W, the gradient, and three square matrices of the solver, each once. */
    private double bytesPerStep() {
        double n = ProblemSpec.PUBLISHED.outputs();
        double m = ProblemSpec.PUBLISHED.inputs();
        double k = Math.min(n, m);
        return Double.BYTES * (m * m + 3 * n * m + 3 * k * k);
    }

    private TrialSpec spec(Dataset data, int trialEpochs) {
        return new TrialSpec(
                Experiment.LEAST_SQUARES,
                data.id(),
                Settings.standard(Experiment.LEAST_SQUARES)
                        .with(new NetworkSpec(List.of(), Activation.SIGMOID))
                        .with(new RegularizerSpec(
                                RegularizerKind.CONDITION_NUMBER,
                                List.of("W1"),
                                SolverSpec.of(SolverKind.EXACT),
                                TOLERANCE))
                        .with(new TrainingSpec(trialEpochs, BATCH, Optimizer.GRADIENT_DESCENT, 1, 0))
                        .with(Parameter.LAMBDA, Strength.of(lambda)),
                new EvaluationSpec(List.of(Snr.INFINITE), 1));
    }
}
