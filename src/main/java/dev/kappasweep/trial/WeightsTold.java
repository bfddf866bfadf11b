package dev.kappasweep.trial;

import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.TrialObserver;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.weights.NamedArray;
import dev.kappasweep.weights.NpzFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/** Tells an observer those states of a trial's weights that it asks for; the others cost nothing. */
final class WeightsTold {
    private final TrialSpec spec;
    private final TrialObserver observer;
    private final KeepWeights asked;

    WeightsTold(TrialSpec spec, TrialObserver observer) {
        this.spec = spec;
        this.observer = observer;
        this.asked = observer.keepWeights();
    }

    /** @param epoch 0 for the initial state */
    void tell(int epoch, Supplier<List<NamedArray>> weights) {
        if (asked.isKeptAt(epoch, spec.training().epochs())) {
            try {
                observer.weights(spec.id(), epoch, NpzFile.bytes(weights.get()));
            } catch (IOException e) {
                throw new UncheckedIOException(e); // never, in memory
            }
        }
    }
}
