package dev.kappasweep.bench;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Experiment;
import dev.kappasweep.sweep.NetworkSpec;
import dev.kappasweep.sweep.Optimizer;
import dev.kappasweep.sweep.Parameter;
import dev.kappasweep.sweep.RegularizerKind;
import dev.kappasweep.sweep.RegularizerSpec;
import dev.kappasweep.sweep.Settings;
import dev.kappasweep.sweep.Snr;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrainingSpec;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;

/**
 * Times training steps of the denoising autoencoder, 784-256-32-256-784 with four penalised layers and noisy targets, several
 * trials side by side, and in the same lanes the rates of large matrix products and of copying.
 *
 * @param lanes trials side by side, each on its own thread
 * @param steps timed steps of each lane, after a warm-up
 * @param lambda of each layer
 */
public record AutoencoderBenchmark(int lanes, int steps, double lambda, SolverSpec solver, double tolerance) {
    private static final List<Integer> HIDDEN = List.of(256, 32, 256);
    private static final int BATCH = 32;
    private static final double LEARNING_RATE = 0.005;
    private static final int WARM_UP_STEPS = 600;
    /** Adam reads and writes weights and two moments; the forward product reads the weights once more. */
    private static final int PASSES = 7;

    /**
     * What was measured.
     *
     * @param solverStepsMean steps of the top-singular-triplet solvers per training step, summed over layers
     * @param rates in float32
     */
    public record Report(
            int lanes,
            int steps,
            double lambda,
            String solver,
            StepTime time,
            double solverStepsMean,
            MachineRates rates,
            Floors floors) {}

    /**
     * What a step takes at least.
     *
     * @param productMs its products, counted as dense, at the rate of large ones
     * @param memoryMs what it reads and writes of weights and moments at the rate of copies, where no cache holds them
     */
    public record Floors(double productMs, double memoryMs) {}

    private record Lane(StepTimes times, MachineRates rates) {}

    /** Runs the benchmark; takes about (steps + 600) times a step. */
    public Report run(Dataset data) {
        return report(data, Lanes.run(lanes, together -> runLane(data, together)));
    }

    private Lane runLane(Dataset data, Lanes.Together together) {
        StepTimes times = StepTimes.of(spec(data), data, WARM_UP_STEPS, steps, together);
        together.await();
        return new Lane(times, MachineRates.measure(Precision.FLOAT32));
    }

    private Report report(Dataset data, List<Lane> results) {
        StepTimes times = StepTimes.together(results.stream().map(Lane::times).toList());
        MachineRates rates = MachineRates.mean(results.stream().map(Lane::rates).toList());
        return new Report(
                lanes,
                steps,
                lambda,
                solver.toString(),
                times.time(),
                times.solverSteps(),
                rates,
                new Floors(
                        productFlops(data) / rates.gemmGflops() / StepTimes.NANOS_PER_MILLI,
                        weightBytes(data) / rates.copyGbs() / StepTimes.NANOS_PER_MILLI));
    }

    /** Forward, the weight gradient and, past the first layer, the gradient by the input: each 2 x weights x batch. */
    private static double productFlops(Dataset data) {
        double first = (double) data.train().size() * HIDDEN.get(0);
        return 2.0 * BATCH * (3 * weights(data) - first);
    }

    private static double weightBytes(Dataset data) {
        return PASSES * Float.BYTES * weights(data);
    }

    private static double weights(Dataset data) {
        double sum = 0;
        int below = data.train().size();
        for (int units : HIDDEN) {
            sum += (double) below * units;
            below = units;
        }
        return sum + (double) below * data.train().size();
    }

    private TrialSpec spec(Dataset data) {
        return new TrialSpec(
                Experiment.DENOISING,
                data.id(),
                Settings.standard(Experiment.DENOISING)
                        .with(new NetworkSpec(HIDDEN, Activation.RELU))
                        .with(new RegularizerSpec(
                                RegularizerKind.CONDITION_NUMBER, List.of("E1", "E2", "D2", "D1"), solver, tolerance))
                        .with(new TrainingSpec(1, BATCH, Optimizer.ADAM, LEARNING_RATE, 0))
                        .with(Parameter.LAMBDA, Strength.of(lambda))
                        .with(Parameter.TRAIN_SNR, new Snr(1)),
                new EvaluationSpec(List.of(Snr.INFINITE), 1));
    }
}
