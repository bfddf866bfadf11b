package dev.kappasweep.sweep;

import java.util.List;

/** A dense classifier of images. */
final class ClassificationRules implements ExperimentRules {
    @Override
    public boolean hasClasses() {
        return true;
    }

    @Override
    public List<Protocol> protocols() {
        return List.of(Protocol.RELEASED_CODE);
    }

    @Override
    public List<EvaluationMetric> metrics() {
        return List.of(EvaluationMetric.ACCURACY);
    }
}
