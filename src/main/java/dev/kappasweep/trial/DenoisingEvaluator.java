package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.data.RandomStreams;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.nn.Network;
import dev.kappasweep.nn.Pass;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.EvaluationMetric;
import dev.kappasweep.sweep.EvaluationSpec;
import dev.kappasweep.sweep.Snr;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What an autoencoder makes of all test images with noise, at each SNR, against the clean images. A noise draw is the same at
 * every SNR up to its scale, and the same for every trial of a seed. The output is compared in grey values, to which it is
 * brought back by the inverse of the input's scaling.
 */
final class DenoisingEvaluator implements AutoCloseable {
    private static final float WHITE = 255;

    private final LabelledImages images;
    private final ScaledImages scaled;
    private final InputScaling scaling;
    private final ImageQuality quality;
    private final ImageBatches batches;
    private final float[] noise;
    private final float[] clean;
    private final float[] picture;
    private final Runnable beforeBatch;

    /** @param beforeBatch called before each batch of images; it may throw to stop */
    DenoisingEvaluator(Network network, LabelledImages images, InputScaling scaling, Runnable beforeBatch) {
        this.images = images;
        this.scaling = scaling;
        this.scaled = new ScaledImages(images, scaling);
        this.quality = new ImageQuality(images.rows(), images.cols());
        this.beforeBatch = beforeBatch;
        this.batches = new ImageBatches(network, images);
        this.noise = new float[batches.size() * images.size()];
        this.clean = new float[images.rows() * images.cols()];
        this.picture = new float[images.rows() * images.cols()];
    }

    /** Sums over images. */
    private static final class Sums {
        private double mse;
        private double psnr;
        private double ssim;
    }

    /** mse, psnr and ssim at each SNR, in this order. */
    List<EvaluationMeasurement> measure(EvaluationSpec spec, long seed) {
        List<Snr> noisy = spec.snr().stream().filter(Snr::isNoisy).toList();
        List<Sums> sums = noisy.stream().map(snr -> new Sums()).toList();
        for (int draw = 0; draw < spec.draws() && !noisy.isEmpty(); draw++) {
            addDraw(noisy, RandomStreams.stream(seed, "test noise " + draw), sums);
        }
        List<EvaluationMeasurement> measurements = new ArrayList<>();
        for (Snr snr : spec.snr()) {
            int draws = snr.isNoisy() ? spec.draws() : 1;
            add(measurements, snr, draws, snr.isNoisy() ? sums.get(noisy.indexOf(snr)) : clean());
        }
        return measurements;
    }

    private void add(List<EvaluationMeasurement> measurements, Snr snr, int draws, Sums sums) {
        double all = (double) images.count() * draws;
        Map<EvaluationMetric, Double> means = new EnumMap<>(EvaluationMetric.class);
        means.put(EvaluationMetric.MSE, sums.mse / all);
        means.put(EvaluationMetric.PSNR, sums.psnr / all);
        means.put(EvaluationMetric.SSIM, sums.ssim / all);
        means.forEach((metric, mean) ->
                measurements.add(new EvaluationMeasurement(snr, metric.text(), mean, images.count(), draws)));
    }

    private Sums clean() {
        Sums sums = new Sums();
        batches.forEach(from -> addBatch(from, 0, sums));
        return sums;
    }

    private void addDraw(List<Snr> noisy, RandomGenerator stream, List<Sums> sums) {
        batches.forEach(from -> {
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (float) stream.nextGaussian();
            }
            for (int i = 0; i < noisy.size(); i++) {
                addBatch(from, (float) noisy.get(i).noiseStandardDeviation(), sums.get(i));
            }
        });
    }

    private void addBatch(int from, float deviation, Sums sums) {
        beforeBatch.run();
        Pass batch = batches.pass(from);
        scaled.fill(batch.input(), from, noise, deviation);
        batch.forward();
        for (int row = 0; row < batch.rows(); row++) {
            addImage(batch.output(), row, from + row, sums);
        }
    }

    /** Means over the channels of the image, one after another in its pixels. */
    private void addImage(Matrix output, int row, int image, Sums sums) {
        int channels = images.channels();
        double mse = 0;
        double ssim = 0;
        for (int channel = 0; channel < channels; channel++) {
            takeChannel(output, row, image, channel);
            mse += quality.mse(clean, picture) / channels;
            ssim += quality.ssim(clean, picture) / channels;
        }
        sums.mse += mse;
        sums.psnr += ImageQuality.psnr(mse);
        sums.ssim += ssim;
    }

    private void takeChannel(Matrix output, int row, int image, int channel) {
        int from = channel * clean.length;
        for (int i = 0; i < clean.length; i++) {
            clean[i] = (images.pixels()[image * images.size() + from + i] & 0xff) / WHITE;
            picture[i] = scaling.pixel(output.bytes().getFloat((row * images.size() + from + i) * Float.BYTES));
        }
    }

    @Override
    public void close() {
        batches.close();
    }
}
