package dev.kappasweep.run;

import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.util.List;

/** Follows a running sweep. All methods are called by one thread, one at a time; a slow one delays the commits. */
public interface SweepListener {
    /** Does nothing. */
    SweepListener NONE = new SweepListener() {};

    /**
     * Before the first trial.
     *
     * @param progress of the run; it knows of each event before the listener is told
     */
    default void started(RunProgress progress) {}

    /** An attempt at a trial has begun; called again if its executor is lost. */
    default void trialStarted(TrialId trial) {}

    /** At most once per trial and epoch, in order, about a second after the epoch's end. */
    default void epochEnded(TrialId trial, EpochMeasurement epoch) {}

    /** Layers after the epoch that is told next, and before the first one; of epochs that are told with the result it has them. */
    default void layersMeasured(TrialId trial, List<LayerMeasurement> layers) {}

    /** Something that changes no result, such as a damaged checkpoint, in one line; told once. */
    default void noticed(TrialId trial, String text) {}

    /** Likewise of no trial in particular. */
    default void noticed(String text) {}

    /** The result is committed and all its epochs are told; nothing more comes for this trial. */
    default void trialEnded(TrialResult result) {}
}
