package dev.kappasweep.run;

import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;

/** Runs trials, on a cluster or on threads. It queues what it is given beyond its slots, first come, first served. */
public interface TrialExecutor {
    /** How many trials it can run at once now; changes as machines come and go. */
    int slots();

    /** Runs a trial and tells {@code to} what becomes of it, on any thread. Returns at once. */
    void start(Task task, Events to);

    /**
     * Asks for the end of a task that was started: one that waits ends at once, one in training within about two seconds, with its
     * state kept where states are. Returns at once; does nothing if the task has ended.
     */
    void stop(Task task);

    /** As {@link #stop}, but a task in training goes on. */
    void recall(Task task);

    /**
     * A trial of a run, given once to an executor.
     *
     * @param number tells it from the trial's other tasks
     */
    record Task(long number, String run, TrialSpec trial) {}

    /** What an executor tells. */
    interface Events {
        /** The task is in training. */
        void started(Task task);

        /** The trial has its result; nothing more comes for the task. */
        void ended(Task task, TrialResult result);

        /** The task ended without a result, since it was asked to or its machine was lost; nothing more comes for it. */
        void returned(Task task);

        /** There are more slots, or fewer. */
        void slotsChanged();
    }
}
