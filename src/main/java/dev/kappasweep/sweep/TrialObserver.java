package dev.kappasweep.sweep;

import java.util.List;
import java.util.Optional;

/** What a running trial tells, and asks, whoever started it. Called on the trial's own thread. */
public interface TrialObserver {
    /** Does nothing and never cancels. */
    TrialObserver NONE = new TrialObserver() {};

    /**
     * Layers have been measured: after the epoch that is told next, and before the first one too.
     *
     * @param layers in the order of epochs; nobody changes it any more
     */
    default void layersMeasured(TrialId trial, List<LayerMeasurement> layers) {}

    /** An epoch has ended. */
    default void epochEnded(TrialId trial, EpochMeasurement epoch) {}

    /** Asked once a step; when true the trial stops with {@link TrialCancelledException}. */
    default boolean isCancelled() {
        return false;
    }

    /** Where the trial stops before its last epoch, with its state kept; asked once, at the start. */
    default Optional<Rung> stop() {
        return Optional.empty();
    }

    /** Something that the user should know and that changes no result, in one line. */
    default void notice(TrialId trial, String text) {}

    /** Which states of the weights are to be told; asked once, at the start. */
    default KeepWeights keepWeights() {
        return KeepWeights.NONE;
    }

    /**
     * The weights and biases after an epoch of those asked for; before the first, also by an attempt that goes on from a kept
     * state.
     *
     * @param epoch 0 for the initial ones
     * @param npz a file that numpy opens; nobody changes it any more
     */
    default void weights(TrialId trial, int epoch, byte[] npz) {}

    /** Where the trial's state is kept; asked once, at the start. */
    default Checkpoints checkpoints() {
        return Checkpoints.NONE;
    }
}
