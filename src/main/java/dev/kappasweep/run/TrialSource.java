package dev.kappasweep.run;

import dev.kappasweep.sweep.TrialResult;
import dev.kappasweep.sweep.TrialSpec;
import java.util.Optional;

/** Where the trials of a run come from. One thread asks and tells. */
public interface TrialSource {
    /**
     * The trial to start next; each is given once. Empty if none is left, or none that may start before others have ended: one who
     * was told of all trials that it has and is given none knows that nothing comes any more.
     */
    Optional<TrialSpec> next();

    /** Takes the result of a trial, of whatever status. */
    void told(TrialResult result);

    /** Why trials that are left are not given, in one line; empty where it is not so. */
    String stopReason();
}
