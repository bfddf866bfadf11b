package dev.kappasweep.sweep;

import java.io.Serializable;

/**
 * Where a trial stops before its last epoch, so that a search may compare it with others, and let it go on.
 *
 * @param number from 0
 * @param epochs that are trained by then; positive
 * @param of how many rungs there are, the last one being the end of training
 */
public record Rung(int number, int epochs, int of) implements Serializable {
    public Rung {
        Require.positive("epochs", epochs);
        Require.require(number >= 0 && number < of, "rung", number, "0 to " + (of - 1), number);
    }

    /** The reason of a trial that stopped here, in one line. */
    public String reason(int epochsOfTrial) {
        return "stopped on rung " + (number + 1) + " of " + of + ", after " + epochs + " of " + epochsOfTrial
                + " epochs";
    }
}
