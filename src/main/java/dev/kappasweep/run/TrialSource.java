package dev.kappasweep.run;

import dev.kappasweep.sweep.Leg;
import dev.kappasweep.sweep.TrialResult;
import java.util.Optional;

/** Where the trials of a run come from. One thread asks and tells. */
public interface TrialSource {
    /**
     * What to run next; each leg of a trial is given once, after the one before it has ended. Empty if none is left, or none that may start before others have ended: one who
     * was told of all trials that it has and is given none knows that nothing comes any more.
     */
    Optional<Leg> next();

    /** Takes the result of a trial, of whatever status. It need not be durable yet: the process may end before it is. */
    void told(TrialResult result);

    /** Why trials that are left are not given, in one line; empty where it is not so. */
    String stopReason();
}
