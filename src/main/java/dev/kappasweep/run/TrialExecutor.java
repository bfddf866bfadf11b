package dev.kappasweep.run;

import dev.kappasweep.sweep.EndedEpoch;
import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.TrialSpec;
import java.util.List;
import java.util.function.Supplier;

/** Runs trials, on a cluster or on threads. It queues what it is given beyond its slots, first come, first served. */
public interface TrialExecutor {
    /** How many trials it can run at once now; changes as machines come and go. */
    int slots();

    /** How many trials may wait for a slot, so that one that becomes free has work at once; positive. */
    default int ahead() {
        return 2;
    }

    /**
     * Runs a batch of trials of one run and tells {@code to} what becomes of each, on any thread. Returns at once.
     *
     * @param tasks in the order in which they start; not empty
     */
    void start(List<Task> tasks, Events to);

    /**
     * Asks for the end of a task that was started: one that waits ends at once, one in training within about two seconds, with its
     * state kept where states are. The other tasks of its batch may end likewise. Returns at once; does nothing if the task has
     * ended.
     */
    void stop(Task task);

    /** As {@link #stop}, but only if no task of its batch is known to be in training. */
    void recall(Task task);

    /**
     * A leg of a trial of a run, given once to an executor.
     *
     * @param number tells it from all other tasks
     */
    record Task(long number, String run, Leg leg) {
        public TrialSpec trial() {
            return leg.trial();
        }
    }

    /** What an executor tells of a run's tasks, on any thread. */
    interface Events {
        /** The task is in training; comes after the task's end at times. */
        void started(Task task);

        /**
         * Epochs of a trial in training have ended.
         *
         * @param last of one attempt, in their order, told before or not; to be asked once, when there is time for it
         */
        default void epochsEnded(Task task, Supplier<List<EndedEpoch>> last) {}

        /**
         * A trial in training has said something that changes no result.
         *
         * @param all notices of one attempt so far, a line each; to be asked once, when there is time for it
         */
        default void noticed(Task task, Supplier<List<String>> all) {}

        /** The trial has its result; nothing more comes for the task but what was said before. */
        void ended(Task task, TrialEnd end);

        /** The task ended without a result, since it or another of its batch was asked to; nothing more comes for it. */
        void returned(Task task);

        /**
         * The task ended without a result after machines were lost on which it ran; nothing more comes for it.
         *
         * @param reasons for each time, in one line; not empty
         * @param tooOften whether the executor gave the task up for it
         */
        void lost(Task task, List<String> reasons, boolean tooOften);

        /** The run cannot go on. What was started ends without a result, and that is told as well. */
        void broken(RuntimeException error);
    }
}
