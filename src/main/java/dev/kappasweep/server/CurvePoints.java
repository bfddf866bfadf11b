package dev.kappasweep.server;

/**
 * Which epochs of a curve are kept: every so many, and the last.
 *
 * @param epochs of the trial
 * @param stride 1 for all
 */
record CurvePoints(int epochs, int stride) {
    /** From epoch 0 on. */
    int count() {
        return (epochs + stride - 1) / stride + 1;
    }

    /** -1 of an epoch that is not kept. */
    int place(int epoch) {
        if (epoch == epochs) {
            return count() - 1;
        }
        return epoch >= 0 && epoch < epochs && epoch % stride == 0 ? epoch / stride : -1;
    }

    int epoch(int place) {
        return Math.min(epochs, place * stride);
    }
}
