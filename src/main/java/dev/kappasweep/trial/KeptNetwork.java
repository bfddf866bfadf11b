package dev.kappasweep.trial;

import dev.kappasweep.crew.Team;
import dev.kappasweep.data.Dataset;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.nn.DenseLayer;
import dev.kappasweep.nn.Network;
import dev.kappasweep.sweep.Ending;
import dev.kappasweep.sweep.Measurements;
import dev.kappasweep.sweep.Provenance;
import dev.kappasweep.sweep.Seconds;
import dev.kappasweep.sweep.TrainingSummary;
import dev.kappasweep.sweep.TrialCancelledException;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.weights.NamedArray;
import dev.kappasweep.weights.NpzFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** A network of kept weights, of the same kind as the one that was trained, so that it computes the same bits. */
final class KeptNetwork {
    private final TrialSpec spec;
    private final Dataset data;
    private final long startNanos = System.nanoTime();
    private final Instant startedAt = Instant.now();

    KeptNetwork(TrialSpec spec, Dataset data) {
        this.spec = spec;
        this.data = data;
    }

    /** @throws IllegalArgumentException if {@code npz} holds no weights of such a network */
    TrialResult evaluate(byte[] npz, TrialObserver observer) {
        List<NamedArray> arrays = read(npz);
        NetworkProcedure procedure = Procedure.ofNetwork(spec);
        try (Network network = TrainingSession.newNetwork(spec, data, procedure.shape(spec, data), Team.ALONE)) {
            assign(network, arrays);
            InputScaling scaling = InputScaling.of(spec, data);
            return result(NamedArray.sha256(arrays), procedure.measure(network, spec, data.test(), scaling, () -> {
                if (observer.isCancelled()) {
                    throw new TrialCancelledException(spec.id());
                }
            }));
        }
    }

    private static List<NamedArray> read(byte[] npz) {
        try {
            return NpzFile.read(new ByteArrayInputStream(npz));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the kept weights are damaged: " + e.getMessage()
                            + "; without their file the trial is trained again",
                    e);
        }
    }

    /** The arrays that such a network is kept as have the same names, types and shapes. */
    private void assign(Network network, List<NamedArray> arrays) {
        List<String> expected = described(WeightArrays.of(network, spec.layerNames()));
        if (!described(arrays).equals(expected)) {
            throw new IllegalArgumentException("the kept weights are " + described(arrays) + ", expected " + expected);
        }
        Iterator<NamedArray> next = arrays.iterator();
        for (DenseLayer layer : network.layers()) {
            layer.weights().edit(matrix -> fill(matrix, next.next()));
            fill(layer.bias().value(), next.next());
        }
    }

    private static List<String> described(List<NamedArray> arrays) {
        return arrays.stream()
                .map(array -> array.name() + " " + array.type().numpyName() + " " + array.shapeText())
                .toList();
    }

    private static void fill(Matrix matrix, NamedArray array) {
        matrix.bytes().duplicate().rewind().put(array.bytes());
    }

    private TrialResult result(String digest, Measured measured) {
        return new TrialResult(
                spec,
                Ending.COMPLETED,
                new Provenance(1, startedAt, Seconds.since(startNanos), Environments.current()),
                new TrainingSummary(0, Double.NaN, digest),
                new Measurements(List.of(), List.of(), List.of(), measured.evaluations(), measured.samples()));
    }
}
