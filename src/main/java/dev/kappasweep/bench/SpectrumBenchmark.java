package dev.kappasweep.bench;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.linalg.Spectrum;
import dev.kappasweep.nn.DenseLayer;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrainingSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the full spectrum of every layer costs after an epoch, as a share of the epoch.
 *
 * @param steps timed training steps, after as many to warm up
 * @param epochImages images in an epoch
 */
public record SpectrumBenchmark(TrialSpec spec, int steps, int epochImages) {
    private static final int REPEATS = 5;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double MOST_SHARE = 0.03;

    /**
     * The spectrum of one layer.
     *
     * @param ms the median of five
     */
    public record Layer(String name, int rows, int cols, double kappa, double ms) {}

    /**
     * What was measured.
     *
     * @param msPerStep mean of the timed steps
     * @param msPerEpoch of as many steps as an epoch has
     * @param share of all layers' spectra in {@code msPerEpoch} and the spectra together
     */
    public record Report(List<Layer> layers, double msPerStep, double msPerEpoch, double share) {
        /** Whether the spectra take at most 3 % of an epoch. */
        public boolean holds() {
            return share <= MOST_SHARE;
        }
    }

    /** Trains and measures. */
    public Report run(Dataset data) {
        try (TrainingSession session = new TrainingSession(spec, data)) {
            train(session);
            double msPerStep = train(session) / steps;
            List<Layer> layers = new ArrayList<>();
            List<DenseLayer> all = session.network().layers();
            for (int i = 0; i < all.size(); i++) {
                layers.add(time(spec.layerNames().get(i), all.get(i).weights().value()));
            }
            double msPerEpoch =
                    msPerStep * Math.ceil((double) epochImages / spec.training().batch());
            double spectra = layers.stream().mapToDouble(Layer::ms).sum();
            return new Report(layers, msPerStep, msPerEpoch, spectra / (msPerEpoch + spectra));
        }
    }

    private double train(TrainingSession session) {
        long start = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            StepTimes.step(session);
        }
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    private static Layer time(String name, Matrix weights) {
        double[] millis = new double[REPEATS];
        double kappa = Double.NaN;
        for (int i = 0; i < REPEATS; i++) {
            long start = System.nanoTime();
            kappa = Spectrum.of(weights).kappa();
            millis[i] = (System.nanoTime() - start) / NANOS_PER_MILLI;
        }
        Arrays.sort(millis);
        return new Layer(name, weights.rows(), weights.cols(), kappa, millis[REPEATS / 2]);
    }
}
