package dev.kappasweep.bench;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.OpenBlas;
import dev.kappasweep.linalg.Precision;
import dev.kappasweep.sweep.DatasetId;
import dev.kappasweep.sweep.SolverSpec;
import dev.kappasweep.sweep.Strength;
import dev.kappasweep.sweep.TrialSpec;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Times training steps of the paper's classifier, with several trials side by side as on a busy executor, and
 * in the same lanes the rate of large matrix products, which is what this machine could do at best.
 *
 * @param lanes trials side by side, each on its own thread
 * @param steps timed steps of each lane, after a warm-up
 */
public record StepBenchmark(
        int lanes, int steps, double lambda, int hidden, int batch, SolverSpec solver, double tolerance) {
    private static final int SIDE = 28;
    private static final int IMAGES = 4096;
    private static final int CLASSES = 10;
    private static final int WARM_UP_STEPS = 600;
    private static final int GEMM_SIZE = 1536;
    private static final int GEMM_REPEATS = 12;

    /**
     * What was measured.
     *
     * @param solverStepsMean steps of the top-singular-triplet solver per training step
     * @param peakMemoryMb most resident memory of the process so far; -1 where the system does not tell
     */
    public record Report(
            Setting setting, StepTime time, Products products, double solverStepsMean, double peakMemoryMb) {}

    /** What was asked for. */
    public record Setting(int lanes, int steps, double lambda, int hidden, int batch, String solver) {}

    /**
     * Beside the step's products, those of large matrices.
     *
     * @param gemmGflops rate of one lane's product of two 1536 x 1536 float32 matrices, all lanes at once; the median
     * @param productShare arithmetic of the step's products, counted as dense, over the median step, as a share of {@code
     *     gemmGflops}
     */
    public record Products(double gemmGflops, double productShare) {}

    private record Lane(StepTimes times, List<Double> gemmGflops) {}

    /**
     * Runs the benchmark; takes about (steps + 600) times a step.
     *
     * @param data 28 x 28 images; how much of them is background decides what the first layer's products cost
     */
    public Report run(Dataset data) {
        TrialSpec spec = trial(data);
        return report(Lanes.run(lanes, together -> runLane(spec, data, together)));
    }

    /** What each lane trains. */
    public TrialSpec trial(Dataset data) {
        TrialSpec classifier = PaperClassifier.of(data.id());
        return classifier
                .with()
                .network(PaperClassifier.network(hidden))
                .training(classifier.training().withBatch(batch))
                .regularizer(classifier.regularizer().withSolver(solver).withTolerance(tolerance))
                .strength(Strength.of(lambda))
                .build();
    }

    private Lane runLane(TrialSpec spec, Dataset data, Lanes.Together together) {
        StepTimes times = StepTimes.of(spec, data, WARM_UP_STEPS, steps, together);
        together.await();
        return new Lane(times, boxed(gemmRates()));
    }

    private static double[] gemmRates() {
        double[] rates = new double[GEMM_REPEATS];
        try (Matrix a = Matrix.zeros(Precision.FLOAT32, GEMM_SIZE, GEMM_SIZE);
                Matrix b = Matrix.zeros(Precision.FLOAT32, GEMM_SIZE, GEMM_SIZE);
                Matrix c = Matrix.zeros(Precision.FLOAT32, GEMM_SIZE, GEMM_SIZE)) {
            for (int i = 0; i < GEMM_REPEATS; i++) {
                long start = System.nanoTime();
                OpenBlas.multiply(a, b, c);
                rates[i] = 2.0 * GEMM_SIZE * GEMM_SIZE * GEMM_SIZE / (System.nanoTime() - start);
            }
        }
        return rates;
    }

    private Report report(List<Lane> results) {
        StepTimes times = StepTimes.together(results.stream().map(Lane::times).toList());
        double[] rates = sorted(results.stream().map(Lane::gemmGflops));
        double gemm = rates[rates.length / 2];
        double share = productFlops() / (times.median() * StepTimes.NANOS_PER_MILLI) / gemm;
        return new Report(
                new Setting(lanes, steps, lambda, hidden, batch, solver.toString()),
                times.time(),
                new Products(gemm, share),
                times.solverSteps(),
                ProcessMemory.peakMb());
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static double[] sorted(Stream<List<Double>> parts) {
        return parts.flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
    }

    /** 2 x parameters x batch for forward and for the weight gradient, and past the first layer for the input gradient. */
    private double productFlops() {
        double first = 2.0 * SIDE * SIDE * hidden * batch;
        double second = 2.0 * hidden * CLASSES * batch;
        return 2 * first + 3 * second;
    }

    /** Images of independent random pixels: no background at all. */
    public static Dataset randomImages() {
        RandomGenerator random = RandomStreams.stream(1, "benchmark");
        byte[] pixels = new byte[IMAGES * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt();
        }
        byte[] labels = new byte[IMAGES];
        for (int i = 0; i < IMAGES; i++) {
            labels[i] = (byte) random.nextInt(CLASSES);
        }
        LabelledImages images = new LabelledImages(SIDE, SIDE, pixels, labels);
        return new Dataset(new DatasetId("random", "0".repeat(64)), CLASSES, images, images);
    }
}
