package dev.kappasweep.trial;

import dev.kappasweep.data.LabelledImages;
import dev.kappasweep.nn.Network;
import dev.kappasweep.nn.Pass;
import java.util.function.IntConsumer;

/** Goes through all images with a trained network, some hundred at a time and in their order. */
final class ImageBatches implements AutoCloseable {
    private static final int MOST = 500;

    private final int count;
    private final Pass pass;

    ImageBatches(Network network, LabelledImages images) {
        this.count = images.count();
        this.pass = Pass.forEvaluation(network, Math.min(MOST, count));
    }

    /** Images of a batch; the last one may have fewer. */
    int size() {
        return pass.rows();
    }

    /** Calls {@code use} with the first image of each batch. */
    void forEach(IntConsumer use) {
        for (int from = 0; from < count; from += size()) {
            use.accept(from);
        }
    }

    /** A pass of as many rows as the batch that begins at {@code from} has; its buffers are those of every other. */
    Pass pass(int from) {
        int rows = Math.min(size(), count - from);
        return rows == size() ? pass : pass.firstRows(rows);
    }

    @Override
    public void close() {
        pass.close();
    }
}
