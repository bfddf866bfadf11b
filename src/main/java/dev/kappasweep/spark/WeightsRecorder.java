package dev.kappasweep.spark;

import dev.kappasweep.results.ResultStore;
import dev.kappasweep.run.CarriedWeights;
import dev.kappasweep.run.FailedTrial;
import dev.kappasweep.run.TrialEnd;
import dev.kappasweep.sweep.KeepWeights;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.weights.NamedArray;
import dev.kappasweep.weights.NpzFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the weights of trials into the result directory before the trials are committed: those that came with the result, and those
 * that an attempt, not always the last one, has left with the checkpoints.
 */
final class WeightsRecorder {
    private final ResultStore store;
    private final Optional<SharedCheckpoints> checkpoints;
    private final KeepWeights asked;

    WeightsRecorder(ResultStore store, Optional<SharedCheckpoints> checkpoints, KeepWeights asked) {
        this.store = store;
        this.checkpoints = checkpoints;
        this.asked = asked;
    }

    /** Keeps nothing. */
    static WeightsRecorder none(ResultStore store) {
        return new WeightsRecorder(store, Optional.empty(), KeepWeights.NONE);
    }

    /**
     * Keeps the weights of a trial with a final outcome, durable when this returns.
     *
     * @return what could not be kept, and why, one line each
     * @throws java.io.UncheckedIOException if the result directory cannot be written
     */
    List<String> keep(TrialEnd ended) {
        TrialResult result = ended.result();
        List<String> problems = new ArrayList<>();
        for (int epoch : epochs(result)) {
            try {
                byte[] npz = carried(ended, epoch);
                requireWhole(result, epoch, npz);
                store.keepWeights(result.id(), epoch, npz);
            } catch (IOException e) {
                problems.add("weights of epoch " + epoch + " are not kept: " + FailedTrial.reason(e));
            }
        }
        return problems;
    }

    private List<Integer> epochs(TrialResult result) {
        return asked.epochs(result.epochs().size(), result.spec().training().epochs());
    }

    private byte[] carried(TrialEnd ended, int epoch) throws IOException {
        for (CarriedWeights weights : ended.weights()) {
            if (weights.epoch() == epoch) {
                return weights.npz();
            }
        }
        return left(ended.result().id(), epoch);
    }

    private byte[] left(TrialId trial, int epoch) throws IOException {
        Optional<InputStream> file =
                checkpoints.isEmpty() ? Optional.empty() : checkpoints.get().openWeights(trial, epoch);
        if (file.isEmpty()) {
            throw new IOException("the attempt that trained this epoch kept none");
        }
        try (InputStream in = file.get()) {
            return in.readAllBytes();
        }
    }

    private static void requireWhole(TrialResult result, int epoch, byte[] npz) throws IOException {
        List<NamedArray> arrays = NpzFile.read(new ByteArrayInputStream(npz));
        boolean isFinal = epoch == result.spec().training().epochs()
                && !result.weightsSha256().isEmpty();
        if (isFinal && !NamedArray.sha256(arrays).equals(result.weightsSha256())) {
            throw new IOException("they are not those of the result");
        }
    }

    /** After the commit. */
    void deleteLeft(TrialResult result) throws IOException {
        if (checkpoints.isPresent()) {
            for (int epoch : epochs(result)) {
                checkpoints.get().deleteWeights(result.id(), epoch);
            }
        }
    }
}
