package dev.kappasweep.service;

import dev.kappasweep.conf.SweepFile;
import dev.kappasweep.run.StateMachine;
import dev.kappasweep.run.SweepListener;
import dev.kappasweep.run.SweepOutcome;
import java.nio.file.Path;

/**
 * What trains the sweeps of a service. What is asked of a sweep that it does not run does nothing. All methods but {@link #run} return
 * at once.
 */
public interface SweepLauncher {
    /**
     * Runs what is missing of a sweep and returns when it is PAUSED or has ended. It moves the state from QUEUED to STARTING and on.
     *
     * @throws RuntimeException if the sweep failed; the message says why in one line
     */
    SweepOutcome run(Launch launch);

    /** Stops the sweep's trials, which keep their states, within about two seconds. */
    void pause(String sweep, String reason);

    /** Stops the sweep's trials, and ends it. */
    void cancel(String sweep, String reason);

    /** Gives the sweep another priority; its trials in training go on. */
    void prioritise(String sweep, int priority);

    /** How many trials run at once now. */
    int slots();

    /**
     * A sweep to run.
     *
     * @param directory of its results
     * @param state QUEUED
     * @param priority a sweep with a higher one goes first
     */
    record Launch(
            String sweep, SweepFile file, Path directory, StateMachine state, int priority, SweepListener listener) {}
}
