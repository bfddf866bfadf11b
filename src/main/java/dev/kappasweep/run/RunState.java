package dev.kappasweep.run;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a run of a sweep stands. STARTING, PAUSING and STOPPING pass by themselves; PAUSED waits for somebody; COMPLETED, STOPPED
 * and FAILED are ends, from which more work, such as more trials or a retry, queues the run again.
 */
public enum RunState {
    QUEUED,
    STARTING,
    RUNNING,
    PAUSING,
    PAUSED,
    STOPPING,
    COMPLETED,
    STOPPED,
    FAILED;

    /** Whether a run in this state may go over to {@code next}. */
    public boolean mayBecome(RunState next) {
        return following().contains(next);
    }

    private Set<RunState> following() {
        return switch (this) {
            case QUEUED -> EnumSet.of(STARTING, PAUSED, STOPPED, FAILED);
            case STARTING -> EnumSet.of(RUNNING, PAUSING, STOPPING, COMPLETED, FAILED);
            case RUNNING -> EnumSet.of(PAUSING, STOPPING, COMPLETED, FAILED);
            case PAUSING -> EnumSet.of(PAUSED, STOPPING, COMPLETED, FAILED);
            case PAUSED -> EnumSet.of(QUEUED, STOPPED);
            case STOPPING -> EnumSet.of(STOPPED, COMPLETED, FAILED);
            case COMPLETED, STOPPED, FAILED -> EnumSet.of(QUEUED);
        };
    }

    /** Whether nothing of the run is under way and nothing will be unless somebody asks for it. */
    public boolean isEnd() {
        return this == COMPLETED || this == STOPPED || this == FAILED;
    }

    /** Whether the state passes without anybody asking for it. */
    public boolean isPassing() {
        return this == STARTING || this == PAUSING || this == STOPPING;
    }
}
