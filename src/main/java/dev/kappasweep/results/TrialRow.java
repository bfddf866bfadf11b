package dev.kappasweep.results;

import dev.kappasweep.sweep.Environment;
import dev.kappasweep.sweep.TrialId;
import dev.kappasweep.sweep.TrialSpec;
import dev.kappasweep.sweep.TrialStatus;
import java.time.Instant;

/**
 * One row of the table {@code trials}: one trial, what it depended on and how it ended.
 *
 * @param id as it was committed; it equals {@code spec.id()} if {@code objectiveVersion} is today's
 * @param sweep the name of the sweep that trained it
 * @param objectiveVersion {@link TrialSpec#OBJECTIVE_VERSION} when it was trained
 * @param reason empty for COMPLETED; otherwise one line
 * @param attempt counted from 1
 * @param startedAt to the microsecond
 * @param seconds wall-clock time of the whole trial
 * @param steps optimiser steps taken
 * @param trainLoss data term of the loss over the last finished epoch, NaN if there is none
 * @param weightsSha256 empty unless COMPLETED
 * @param spark version of Spark that ran it
 */
public record TrialRow(
        TrialId id,
        String sweep,
        int objectiveVersion,
        TrialSpec spec,
        TrialStatus status,
        String reason,
        int attempt,
        Instant startedAt,
        double seconds,
        long steps,
        double trainLoss,
        String weightsSha256,
        Environment environment,
        String spark) {
    /** Whether the outcome stands; otherwise the next run trains the trial again. */
    public boolean isFinal() {
        return status.isFinal();
    }
}
