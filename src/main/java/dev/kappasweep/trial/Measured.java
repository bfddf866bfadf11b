package dev.kappasweep.trial;

import dev.kappasweep.sweep.EvaluationMeasurement;
import dev.kappasweep.sweep.SampleMeasurement;
import java.util.List;

/** What is measured on a trained network with the test images. */
record Measured(List<EvaluationMeasurement> evaluations, List<SampleMeasurement> samples) {
    static final Measured NOTHING = new Measured(List.of(), List.of());
}
