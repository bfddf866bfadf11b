package dev.kappasweep.server;

import dev.kappasweep.data.Dataset;
import dev.kappasweep.sweep.DeadUnits;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.Shape;
import dev.kappasweep.sweep.SpectrumSummary;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.trial.TrialFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Trials that train nothing and have a result that follows from their settings. */
final class MadeUpTrials implements TrialFunction {
    /** Of a trial that fails. */
    static final long FAILS = 99;

    /** From this seed on they tell their first epoch and then train until they are stopped. */
    static final long ENDLESS = 100;

    private static final int IMAGES = 4;

    /** The four IDX files of a small set. */
    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String part : List.of("train", "t10k")) {
            files.put(part + "-images-idx3-ubyte", idx(0x803, new int[] {IMAGES, 2, 2}, 4 * IMAGES));
            files.put(part + "-labels-idx1-ubyte", idx(0x801, new int[] {IMAGES}, IMAGES));
        }
        return files;
    }

    private static byte[] idx(int magic, int[] sizes, int values) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + values).putInt(magic);
        for (int size : sizes) {
            file.putInt(size);
        }
        for (int i = 0; i < values; i++) {
            file.put((byte) i);
        }
        return file.array();
    }

    static void writeFiles(Path directory) {
        try {
            Files.createDirectories(directory);
            for (Map.Entry<String, byte[]> file : files().entrySet()) {
                Files.write(directory.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TrialResult run(TrialSpec spec, Dataset data, TrialObserver observer) {
        if (spec.seed() == FAILS) {
            throw new IllegalArgumentException("<script>alert(1)</script>");
        }
        List<EpochMeasurement> epochs = new ArrayList<>();
        for (int epoch = 1; epoch <= spec.training().epochs(); epoch++) {
            epochs.add(EpochMeasurement.of(epoch, loss(spec, epoch), 0.5, 0.25, 10));
            int now = epoch;
            observer.layersMeasured(
                    spec.id(),
                    layers(spec).stream()
                            .filter(layer -> layer.epoch() == now || (now == 1 && layer.epoch() == 0))
                            .toList());
            observer.epochEnded(spec.id(), epochs.get(epoch - 1));
            while (spec.seed() >= ENDLESS || observer.isCancelled()) {
                if (observer.isCancelled()) {
                    throw new TrialCancelledException(spec.id());
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
        return new TrialResult(
                spec,
                Ending.COMPLETED,
                new Provenance(1, Instant.parse("2026-01-02T03:04:05Z"), 1.5, Environment.UNKNOWN),
                new TrainingSummary(20, loss(spec, spec.training().epochs()), "ab".repeat(32)),
                new Measurements(layers(spec), List.of(), epochs, evaluations(spec), List.of()));
    }

    private static double loss(TrialSpec spec, int epoch) {
        return (1 + spec.lambda() + spec.seed() / 8.0) / epoch;
    }

    private static List<LayerMeasurement> layers(TrialSpec spec) {
        List<LayerMeasurement> layers = new ArrayList<>();
        for (int epoch = 0; epoch <= spec.training().epochs(); epoch++) {
            for (String layer : spec.layerNames()) {
                layers.add(new LayerMeasurement(
                        epoch,
                        layer,
                        new Shape(8, 4),
                        new SpectrumSummary(10 - epoch + spec.seed(), 2, 0.25, 1.5, 1, 10 - epoch + spec.seed()),
                        DeadUnits.NO_RELU));
            }
        }
        return layers;
    }

    private static List<EvaluationMeasurement> evaluations(TrialSpec spec) {
        return spec.evaluation().snr().stream()
                .map(snr -> new EvaluationMeasurement(snr, "accuracy", 0.5 + spec.seed() / 100.0, IMAGES, 1))
                .toList();
    }
}
