package dev.kappasweep.nn;

import dev.kappasweep.linalg.TrackingSolver;
import dev.kappasweep.regularizer.RankOneForm;
import org.jspecify.annotations.Nullable;

/**
 * lambda times a penalty on weights in panels.
 *
 * @param solver finds the top singular triplet; null where {@code form} needs none
 */
public record PanelPenalty(
        RankOneForm form, double lambda, @Nullable TrackingSolver solver) {
    /** No penalty. */
    public static final PanelPenalty NONE = new PanelPenalty(RankOneForm.NONE, 0, null);

    public PanelPenalty {
        if (form.needsTriplet() == (solver == null)) {
            throw new IllegalArgumentException(form + " needs " + (form.needsTriplet() ? "a" : "no") + " solver");
        }
    }
}
