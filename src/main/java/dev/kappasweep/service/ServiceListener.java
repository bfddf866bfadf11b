package dev.kappasweep.service;

import dev.kappasweep.run.RunState;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.sweep.EpochMeasurement;
import dev.kappasweep.sweep.LayerMeasurement;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialResult;
import java.util.List;

/** Follows all sweeps of a service. What is told of one sweep comes in order; methods return soon and throw nothing. */
public interface ServiceListener {
    /** The sweep is new, or its file or priority is. */
    default void changed(String sweep) {}

    /** The sweep has entered a state. */
    default void stateChanged(String sweep, StateMachine.Change change) {}

    /** The sweep is deleted; nothing more comes for it. */
    default void removed(String sweep) {}

    default void trialStarted(String sweep, TrialId trial) {}

    /** As {@link dev.kappasweep.run.SweepListener#layersMeasured}. */
    default void layersMeasured(String sweep, TrialId trial, List<LayerMeasurement> layers) {}

    default void epochEnded(String sweep, TrialId trial, EpochMeasurement epoch) {}

    /** The result is committed. */
    default void trialEnded(String sweep, TrialResult result) {}

    /** Something that changes no result, in one line. */
    default void noticed(String sweep, String text) {}

    /** Whether a state is one that somebody waits for. */
    static boolean isRest(RunState state) {
        return state.isEnd() || state == RunState.PAUSED;
    }
}
