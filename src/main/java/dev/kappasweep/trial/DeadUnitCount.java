package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.linalg.Matrix;
import dev.kappasweep.nn.Network;
import dev.kappasweep.nn.Pass;
import dev.kappasweep.sweep.Activation;
import dev.kappasweep.sweep.DeadUnits;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Counts the ReLUs that are 0 on every image: they pass no gradient on, so training hardly brings them back. */
final class DeadUnitCount {
    private DeadUnitCount() {}

    /** For each layer the number of dead units among all {@code images}, {@link DeadUnits#NO_RELU} without ReLUs. */
    static List<DeadUnits> of(Network network, LabelledImages images, InputScaling scaling) {
        boolean[][] active = new boolean[network.layers().size()][];
        for (int i = 0; i < active.length; i++) {
            boolean isRelu = network.layers().get(i).activation() == Activation.RELU;
            active[i] = new boolean[isRelu ? network.layers().get(i).outputs() : 0];
        }
        if (Arrays.stream(active).anyMatch(units -> units.length > 0)) {
            mark(network, images, scaling, active);
        }
        return Arrays.stream(active).map(DeadUnitCount::count).toList();
    }

    private static DeadUnits count(boolean[] active) {
        return active.length == 0
                ? DeadUnits.NO_RELU
                : new DeadUnits((int) IntStream.range(0, active.length)
                        .filter(unit -> !active[unit])
                        .count());
    }

    private static void mark(Network network, LabelledImages images, InputScaling scaling, boolean[][] active) {
        ScaledImages scaled = new ScaledImages(images, scaling);
        try (ImageBatches batches = new ImageBatches(network, images)) {
            batches.forEach(from -> {
                Pass batch = batches.pass(from);
                scaled.fill(batch.input(), from);
                batch.forward();
                for (int layer = 0; layer < active.length; layer++) {
                    mark(batch.output(layer), active[layer]);
                }
            });
        }
    }

    private static void mark(Matrix output, boolean[] active) {
        int cols = active.length;
        for (int i = 0; cols > 0 && i < output.size(); i++) {
            active[i % cols] |= output.bytes().getFloat(i * Float.BYTES) > 0;
        }
    }
}
