package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * How a trial ended.
 *
 * @param reason empty for COMPLETED; otherwise one line that says why
 */
public record Ending(TrialStatus status, String reason) implements Serializable {
    /** Of a trial that ran to its end and was measured. */
    public static final Ending COMPLETED = new Ending(TrialStatus.COMPLETED, "");

    public Ending {
        Require.require(
                (status == TrialStatus.COMPLETED) == reason.isEmpty(),
                "reason",
                "'" + reason + "'",
                "a reason exactly when the trial is not COMPLETED",
                reason);
    }
}
